class State:
    seen = []

    def __init__(self):
        self.seen.append(type(self).__name__)

    def on(self, event):
        return self


class Locked(State):
    def on(self, event):
        return Unlocked() if event == "coin" else self


class Unlocked(State):
    def on(self, event):
        return Locked() if event == "push" else self


state = Locked()
for event in ["push", "coin", "coin", "push"]:
    state = state.on(event)
    print(f"{event:>5} -> {type(state).__name__}")
print(State.seen)
