"""What a picture goes through first is cut off a graph, so that it can be computed with all digits."""

from __future__ import annotations

import types
from typing import Any

from stylizer_app.engine.runtime.openvino_parts import CUT, divided


class Node:
    """An operation with one output, as openvino describes it."""

    def __init__(self, kind: str, name: str, *inputs: Node) -> None:
        self._kind, self._name, self.sources, self.users = kind, name, list(inputs), []
        for node in inputs:
            node.users.append(self)

    def get_type_name(self) -> str:
        return self._kind

    def get_name(self) -> str:
        return self._name

    get_any_name = get_name

    def get_node(self) -> Node:
        return self

    def output(self, _place: int) -> Node:
        return self

    def outputs(self) -> list[Node]:
        return [self]

    def input_values(self) -> list[Node]:
        return self.sources

    def input_value(self, place: int) -> Node:
        return self.sources[place]

    def get_element_type(self) -> str:
        return "f32"

    get_partial_shape = get_element_type

    def get_target_inputs(self) -> list[Any]:
        def wire(user: Node) -> Any:
            def replace(by: Node) -> None:
                user.sources = [by if source is self else source for source in user.sources]

            return types.SimpleNamespace(get_node=lambda: user, replace_source_output=replace)

        return [wire(user) for user in self.users]


class Model:
    """A graph from parameters to results."""

    def __init__(self, results: list[Node], parameters: list[Node], _name: str = "") -> None:
        self._results, self._parameters = results, parameters
        self.inputs, self.outputs = parameters, [result.input_value(0) for result in results]

    def get_results(self) -> list[Node]:
        return self._results

    def get_parameters(self) -> list[Node]:
        return self._parameters

    def get_ordered_ops(self) -> list[Node]:
        found: list[Node] = []

        def visit(node: Node) -> None:
            for source in node.sources:
                visit(source)
            if node not in found:
                found.append(node)

        for result in self._results:
            visit(result)
        return found


def _result(output: Node) -> Node:
    return Node("Result", f"result of {output.get_name()}", output)


OV: Any = types.SimpleNamespace(
    Model=Model,
    op=types.SimpleNamespace(Parameter=lambda _type, _shape: Node("Parameter", "joint"), Result=_result),
)


def graph(convolutions: int, source: str = "content_image") -> Model:
    """A chain of convolutions after a source; the first one's values are a result as well."""
    first, core = Node("Parameter", source), Node("Parameter", "core")
    chain = [first]
    for number in range(convolutions):
        convolution = Node("Convolution", f"conv {number + 1}", chain[-1], Node("Constant", f"weights {number + 1}"))
        chain.append(Node("Relu", f"relu {number + 1}", convolution))
    ends = [Node("Slice", "skip", chain[1], core), Node("Slice", "map", chain[-1], core)]
    return Model([_result(end) for end in ends], [first, core])


def test_after_the_second_convolution_is_the_cut() -> None:
    head, tail = divided(OV, graph(4))
    assert (head.precision, head.takes, head.gives) == ("f32", ("content_image", "core"), ("skip", f"{CUT}0"))
    assert (tail.precision, tail.takes, tail.gives) == ("bf16", ("core", f"{CUT}0"), ("map",))
    assert {node.get_name() for node in head.model.get_ordered_ops()} >= {"conv 1", "conv 2", "relu 2"}
    behind = {node.get_name() for node in tail.model.get_ordered_ops()}
    assert {"joint", "conv 3", "conv 4", "map"} <= behind
    assert not {"content_image", "conv 1", "conv 2"} & behind


def test_a_graph_that_no_picture_goes_into_is_not_cut() -> None:
    (part,) = divided(OV, graph(4, "map_0"))
    assert (part.precision, part.takes, part.gives) == ("bf16", ("map_0", "core"), ("skip", "map"))


def test_a_graph_of_first_steps_only_keeps_all_digits() -> None:
    (part,) = divided(OV, graph(2))
    assert (part.precision, part.gives) == ("f32", ("skip", "map"))
