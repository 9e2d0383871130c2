"""Answers the outline of Python source: its classes and functions, as Python's own parser sees them."""
import ast

import intercom

parent = intercom.parent

KINDS = {ast.ClassDef: "class", ast.FunctionDef: "function", ast.AsyncFunctionDef: "async function"}


def outline(node):
    return [
        {"kind": KINDS[type(child)], "name": child.name, "line": child.lineno, "members": outline(child)}
        for child in ast.iter_child_nodes(node)
        if type(child) in KINDS
    ]


@parent.on("outline")
def answer_outline(source, answer):
    try:
        answer(None, outline(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError) as problem:
        answer(f"This is no Python: {problem}", None)


parent.run()
