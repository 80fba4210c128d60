#!/bin/sh
# Makes the shipped tagger anew from the prepared windows in OUT: sh tools/train_tagger.sh OUT PYTHON
# On a GPU with room for eight at once; on a CPU drop the ampersands and be patient. Students were stopped by the clock: see the card.
set -e
out=$1 python=$2
export PYTHONPATH=src OMP_NUM_THREADS=1
for seed in 11 12; do for fold in 0 1 2 3; do
	"$python" tools/train_tagger.py train "$out" --seed $seed --epochs 10 --folds 4 --fold $fold --rounding 2 --label "$out/labels$seed$fold.pt" &
done; done
wait
"$python" tools/train_tagger.py merge "$out" "$out/soft.pt" "$out"/labels*.pt
for seed in 1 2 3 4; do
	"$python" tools/train_tagger.py train "$out" "$out/student$seed.pt" --seed $seed --teachers "$out/soft.pt" &
done
wait
"$python" tools/train_tagger.py soup "$out" "$out"/student?.pt --target "$out/tagger.pt"
"$python" tools/train_tagger.py export "$out/tagger.pt"
