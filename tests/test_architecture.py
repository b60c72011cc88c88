"""What the layout promises, read from the tree itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("orchestrator", "accounts", "search", "agents", "conversations", "sync", "templates")
DEMONSTRATION = ROOT / "accounts" / "google" / "simulator" / "demonstration"
VAGUE = {"utils", "helpers", "common", "services", "misc"}
TEXT = {".py", ".md", ".html", ".jsonl", ".sql", ".js", ".css", ".txt"}
VOCABULARY = ROOT / "search" / "embeddings" / "minilm" / "vocab.txt"


def _python_files() -> list[Path]:
    files = (
        f for folder in (*PRODUCT, "tests", "benchmarks") for f in ROOT.glob(f"{folder}/**/*.py")
    )
    return [f for f in files if "migrations" not in f.parts]


def test_no_file_is_over_400_lines() -> None:
    counts = {str(f.relative_to(ROOT)): len(f.read_text().splitlines()) for f in _python_files()}
    assert {name: n for name, n in counts.items() if n > 400} == {}


def test_no_function_is_over_60_lines() -> None:
    long = []
    for file in _python_files():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > 60:
                    long.append(f"{file.relative_to(ROOT)}:{node.lineno} {node.name} ({size})")
    assert long == []


def test_every_module_is_named_for_its_job() -> None:
    vague = [f for f in _python_files() if f.stem in VAGUE or f.parent.name in VAGUE]
    assert vague == []


def test_the_product_knows_nothing_of_the_demonstration_data() -> None:
    command = [sys.executable, "-m", "accounts.google.simulator.demonstration", "--terms"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    terms = [line.strip() for line in run.stdout.splitlines() if line.strip()]
    assert len(terms) > 50
    pattern = re.compile(
        r"(?<![\w@])(?:" + "|".join(map(re.escape, terms)) + r")(?!\w)", re.IGNORECASE
    )
    found = []
    for folder in PRODUCT:
        for file in ROOT.glob(f"{folder}/**/*"):
            if not file.is_file() or file.suffix not in TEXT or file == VOCABULARY:
                continue
            if DEMONSTRATION in file.parents:
                continue
            found += [
                f"{file.relative_to(ROOT)}: {match.group(0)}"
                for match in pattern.finditer(file.read_text(encoding="utf-8"))
            ]
    assert found == []


def test_nothing_imports_the_simulator() -> None:
    importer = re.compile(r"^\s*(?:from|import)\s+accounts\.google\.simulator", re.MULTILINE)
    outside = [
        f
        for folder in PRODUCT
        for f in ROOT.glob(f"{folder}/**/*.py")
        if "simulator" not in f.parts and importer.search(f.read_text())
    ]
    assert outside == []


@pytest.mark.parametrize("word", [r"/wo" + "rk/", r"/ro" + "ot/"])
def test_no_path_of_a_machine_is_in_the_tree(word: str) -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [ROOT / name for name in listed.stdout.splitlines()]
    named = [f for f in files if f.is_file() and f.suffix in TEXT and word in f.read_text("utf-8")]
    assert named == []
