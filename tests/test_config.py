"""Settings come from one file, and a mistake in it is told by name."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from rashomon.config import Config
from rashomon.errors import ConfigError


def load(folder: Path, text: str) -> Config:
    path = folder / "rashomon.toml"
    path.write_text(text, encoding="utf-8")
    return Config.load(path)


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "") == Config()


def test_a_file_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    config = load(tmp_path, "[group]\nneighbours = 5\n")
    assert config.group.neighbours == 5
    assert dataclasses.replace(config, group=Config().group) == Config()


def test_an_unknown_key_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"group\.neighbors: there is no such key; did you mean 'neighbours'\?"):
        load(tmp_path, "[group]\nneighbors = 5\n")


def test_an_unknown_stage_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="did you mean 'collate'"):
        load(tmp_path, "[colate]\nngram = 3\n")


@pytest.mark.parametrize(
    "text",
    ["[group]\nneighbours = 'many'", "[group]\nneighbours = true", "[group]\nneighbours = 1.5", "[group]\nneighbours = -1", "group = 3"],
)
def test_a_value_of_the_wrong_type_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match="needs a"):
        load(tmp_path, text)


def test_a_choice_names_what_may_be_chosen(tmp_path: Path) -> None:
    assert load(tmp_path, "[tell]\nlength = 'short'\n").tell.length == "short"
    for value in ("'long'", "3", "true", "[]"):
        with pytest.raises(ConfigError, match=r"tell\.length: needs one of short, normal, full, not "):
            load(tmp_path, f"[tell]\nlength = {value}\n")


def test_a_word_is_no_number(tmp_path: Path) -> None:
    assert load(tmp_path, "[tell]\nlang = 'de'\n").tell.lang == "de"
    with pytest.raises(ConfigError, match=r"tell\.lang: needs a word in quotation marks, not 3"):
        load(tmp_path, "[tell]\nlang = 3\n")


def test_a_whole_number_serves_where_a_fraction_may_stand(tmp_path: Path) -> None:
    assert load(tmp_path, "[group]\nwindow_days = 7\n").group.window_days == 7.0


@pytest.mark.parametrize("text", ["[group", "\x00"])
def test_a_file_that_is_not_toml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError):
        load(tmp_path, text)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        Config.load(tmp_path / "none.toml")


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Config().group.neighbours = 3  # type: ignore[misc]


def test_the_digest_follows_the_values_alone(tmp_path: Path) -> None:
    assert Config().digest == load(tmp_path, "[group]\nneighbours = 20\n").digest
    assert Config().digest != load(tmp_path, "[group]\nneighbours = 21\n").digest
    assert len(Config().digest) == 16
