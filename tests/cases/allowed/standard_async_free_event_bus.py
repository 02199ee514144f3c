# policy: standard
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import Any, Callable, DefaultDict, Dict, List


class Event(Enum):
    CREATED = "created"
    DELETED = "deleted"


@dataclass
class Message:
    event: Event
    payload: Dict[str, Any]


class Bus:
    def __init__(self) -> None:
        self._handlers: DefaultDict[Event, List[Callable[[Message], None]]] = defaultdict(list)

    def on(self, event: Event):
        def register(handler):
            self._handlers[event].append(handler)
            return handler
        return register

    def emit(self, message: Message) -> int:
        for handler in self._handlers[message.event]:
            handler(message)
        return len(self._handlers[message.event])


bus = Bus()


@bus.on(Event.CREATED)
def log(message: Message) -> None:
    print(message.event.value, message.payload)


@bus.on(Event.CREATED)
def audit(message: Message) -> None:
    print(message)


print(bus.emit(Message(Event.CREATED, {"id": 1})), bus.emit(Message(Event.DELETED, {})))
