import matplotlib.pyplot as plt
import numpy as np
from matplotlib.animation import FuncAnimation

fig, ax = plt.subplots(figsize=(2, 2))
(line,) = ax.plot([], [])
ax.set_xlim(0, 6)
ax.set_ylim(-1, 1)
x = np.linspace(0, 6, 20)
drawn = []


def init():
    line.set_data([], [])
    return (line,)


def update(frame):
    line.set_data(x, np.sin(x + frame / 10))
    drawn.append(frame)
    return (line,)


animation = FuncAnimation(fig, update, frames=5, init_func=init, blit=True)
for i in range(5):
    update(i)
fig.canvas.draw()
pixels = np.asarray(fig.canvas.buffer_rgba())
print(pixels.shape, drawn[-5:], line.get_ydata().round(2)[:3])
plt.show()
plt.close("all")
