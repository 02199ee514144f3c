from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 2 * np.pi, 100)
plt.figure(figsize=(6, 4))
plt.plot(x, np.sin(x), "r--", label="sin", linewidth=2)
plt.plot(x, np.cos(x), color="#1f77b4", marker="o", markevery=10, label=r"$\cos(x)$")
plt.axhline(0, color="black", lw=0.5)
plt.fill_between(x, np.sin(x), alpha=0.2)
plt.xlabel("x [rad]")
plt.ylabel("value")
plt.title("Trigonometric functions")
plt.legend(loc="upper right")
plt.grid(True, linestyle=":")
plt.xticks([0, np.pi, 2 * np.pi], ["0", "π", "2π"])
plt.xlim(0, 7)
plt.annotate("peak", xy=(np.pi / 2, 1), xytext=(3, 1), arrowprops=dict(arrowstyle="->"))
buffer = BytesIO()
plt.savefig(buffer, format="png", dpi=80)
plt.close()
print(buffer.getvalue()[:8], len(buffer.getvalue()) > 5000)
