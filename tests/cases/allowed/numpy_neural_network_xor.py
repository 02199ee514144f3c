import numpy as np


class Network:
    def __init__(self, sizes, seed=1):
        rng = np.random.default_rng(seed)
        self.weights = [rng.normal(0, 1, (a, b)) for a, b in zip(sizes, sizes[1:])]
        self.biases = [np.zeros(b) for b in sizes[1:]]

    def forward(self, x):
        activations = [x]
        for w, b in zip(self.weights, self.biases):
            activations.append(np.tanh(activations[-1] @ w + b))
        return activations

    def train(self, x, y, rate=0.1, epochs=2000):
        for _ in range(epochs):
            acts = self.forward(x)
            delta = (acts[-1] - y) * (1 - acts[-1] ** 2)
            for i in reversed(range(len(self.weights))):
                grad_w, grad_b = acts[i].T @ delta, delta.sum(0)
                delta = delta @ self.weights[i].T * (1 - acts[i] ** 2)
                self.weights[i] -= rate * grad_w
                self.biases[i] -= rate * grad_b

    def __call__(self, x):
        return self.forward(np.asarray(x))[-1]


X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
Y = np.array([[0], [1], [1], [0]], dtype=float)
net = Network([2, 6, 1])
net.train(X, Y)
print((net(X) > 0.5).astype(int).ravel(), float(np.abs(net(X) - Y).max()) < 0.2)
