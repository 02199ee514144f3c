class Player:
    def __init__(self, name, score):
        self.name = name
        self.score = score

    def __eq__(self, other):
        return isinstance(other, Player) and self.name == other.name

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self.name)

    def __gt__(self, other):
        return self.score > other.score

    def __repr__(self):
        return "{}({!r}, {})".format(type(self).__qualname__, self.name, self.score)


a, b, c = Player("ann", 3), Player("bob", 7), Player("ann", 9)
team = {a, b, c}
print(len(team), a == c, a != b, b > a, max([a, b]), sorted(team, key=lambda p: p.name))
assert a in team and Player("eve", 0) not in team
{a: "first"}[c]
