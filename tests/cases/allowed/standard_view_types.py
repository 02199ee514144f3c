# policy: standard
import types
from types import DynamicClassAttribute, GenericAlias, UnionType, prepare_class, resolve_bases


async def wait():
    pass


async def count():
    yield 1


class Shape:
    def area(self):
        return 0

    @DynamicClassAttribute
    def sides(self):
        return 4


coroutine = wait()
coroutine.close()
kinds = {
    types.LambdaType: lambda: 1,
    types.MethodType: Shape().area,
    types.BuiltinMethodType: [].append,
    types.CoroutineType: coroutine,
    types.AsyncGeneratorType: count(),
    types.EllipsisType: ...,
    types.NotImplementedType: NotImplemented,
    UnionType: int | str,
    GenericAlias: list[int],
}
print([isinstance(value, kind) for kind, value in kinds.items()])
print(Shape().sides, resolve_bases((int, list[int])), prepare_class("A", (int,))[0] is type)
