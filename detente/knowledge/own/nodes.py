"""A YAML document as plain nodes with their lines; what a codebook has no use for is refused."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from detente.settings import OWN_DEPTH


@dataclass(slots=True)
class Node:
    """A text, a list or a mapping; the other two are empty. A mapping's keys stand in the order of the file."""

    line: int
    text: str | None = None
    items: list[Node] | None = None
    pairs: dict[str, Node] | None = None
    lines: dict[str, int] = field(default_factory=dict)  # of the keys
    key: str | None = None  # the key that waits for its value


class Refused(Exception):  # noqa: N818 - told to the user as a problem, never raised at them
    """The document cannot be read; ``line`` counts from one."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


TOO_DEEP = f"is nested more than {OWN_DEPTH} levels deep"


def document(text: str) -> Node:
    """The document's top node; raises `Refused`. One pass without recursion, aliases are never followed."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    top, open_nodes, documents = Node(1, text=""), list[Node](), 0
    try:
        for event in yaml.parse(text, loader):
            documents += isinstance(event, yaml.DocumentStartEvent)
            line = event.start_mark.line + 1 if event.start_mark else 1
            if documents > 1:
                raise Refused(line, "a codebook is one document; '---' begins a second")
            if isinstance(event, yaml.CollectionEndEvent):
                open_nodes.pop()
            elif isinstance(event, yaml.NodeEvent):
                node = _node(event, line)
                if open_nodes:
                    _put(open_nodes[-1], node)
                else:
                    top = node
                if node.text is None:
                    open_nodes.append(node)
                if len(open_nodes) > OWN_DEPTH:
                    raise Refused(line, TOO_DEEP)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = f"is no YAML: {error.problem or error.context}"
        if "nesting depth" in problem:  # newer libyaml counts for itself
            problem = TOO_DEEP
        raise Refused(mark.line + 1 if mark else 1, problem) from error
    except yaml.YAMLError as error:
        raise Refused(1, f"is no YAML: {error}") from error
    return top


def _node(event: yaml.NodeEvent, line: int) -> Node:
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise Refused(line, "aliases and anchors (* and &) are not allowed")
    if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag:
        raise Refused(line, "tags (!) are not allowed")
    if isinstance(event, yaml.ScalarEvent):
        return Node(line, text=event.value)
    return Node(line, items=[]) if isinstance(event, yaml.SequenceStartEvent) else Node(line, pairs={})


def _put(parent: Node, node: Node) -> None:
    if parent.items is not None:
        parent.items.append(node)
    elif parent.key is None:
        if node.text is None:
            raise Refused(node.line, "a key must be a word")
        if node.text in parent.lines:
            raise Refused(
                node.line, f"the key {node.text[:60]!r} stands twice, first on line {parent.lines[node.text]}"
            )
        parent.key, parent.lines[node.text] = node.text, node.line
    elif parent.pairs is not None:
        parent.pairs[parent.key], parent.key = node, None
