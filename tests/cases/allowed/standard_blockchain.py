# policy: standard
import hashlib
import json
from dataclasses import asdict, dataclass, field


@dataclass
class Block:
    index: int
    data: str
    previous: str
    nonce: int = 0

    def digest(self):
        text = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def mine(self, difficulty=3):
        while not self.digest().startswith("0" * difficulty):
            self.nonce += 1
        return self


@dataclass
class Chain:
    blocks: list = field(default_factory=list)

    def add(self, data):
        previous = self.blocks[-1].digest() if self.blocks else "0" * 64
        self.blocks.append(Block(len(self.blocks), data, previous).mine(2))

    def valid(self):
        return all(b.previous == a.digest() for a, b in zip(self.blocks, self.blocks[1:]))


chain = Chain()
for data in ("genesis", "Ann pays Bob", "Bob pays Cy"):
    chain.add(data)
print([b.nonce for b in chain.blocks], chain.blocks[-1].digest()[:8], chain.valid())
chain.blocks[1].data = "Ann pays Eve"
print(chain.valid())
