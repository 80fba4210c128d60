"""What is measured: quality against truths and floors, speed against the clock. Run as `python -m bench.NAME`."""
