#!/usr/bin/python3
"""The time and peak memory of a fine-tuning step in PyTorch, to measure against; nothing else here needs PyTorch.

    pytorch_steps.py --shape minilm --method peanut --depth 2      prints one line of JSON
    pytorch_steps.py --check                                       the methods do what they are named for; exit 1 if not

A BERT encoder of random weights, mean pooling, a linear classifier of two classes, cross-entropy, no dropout, 32-bit floats. A
step is forward, backward, clipping of the gradients' norm at 1 and AdamW. Adapters are on query and value; what is frozen takes
no part in the backward pass. Methods, for a frozen weight W0, d_out x d_in, and rows of inputs X:

    full                  everything is trained, the embeddings too
    lora                  X W0' + s (X A') B'
    dora                  gain * (X W0' + s (X A') B'), gain = m / |rows of W0 + s B A|, the norm taken as constant
    peanut                X W0' + s (X T2') H',  H = the tweaker's hidden features of W0, d_out x r
    peanut-materialised   X W',  W = W0 + s H T2

PyTorch takes its matrix products from the system's BLAS. With Debian's python3-torch that is a slow one unless OpenBLAS is
installed too (libopenblas0-openmp or libopenblas0-pthread), so the line of JSON names it.
"""
import argparse
import collections
import json
import math
import os
import statistics
import sys
import time

Shape = collections.namedtuple("Shape", "layers hidden heads intermediate vocabulary positions")
SHAPES = {
    "minilm": Shape(6, 384, 12, 1536, 30522, 512),
    "bert-base": Shape(12, 768, 12, 3072, 30522, 512),
}
METHODS = ["full", "lora", "dora", "peanut", "peanut-materialised"]
SCALE = 0.5
EPSILON = 1e-12


def at_least(least):
    def number(text):
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"expected a whole number of at least {least}, got {text}")
        return value
    return number


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shape", choices=SHAPES, default="minilm")
    parser.add_argument("--method", choices=METHODS, default="lora")
    parser.add_argument("--depth", type=int, choices=[2, 4, 6], default=2, help="linear layers of PEANuT's tweaker")
    parser.add_argument("--rank", type=at_least(1), default=16)
    parser.add_argument("--batch", type=at_least(1), default=16, help="inputs a step")
    parser.add_argument("--length", type=at_least(1), default=64, help="tokens of each, 512 or fewer")
    parser.add_argument("--steps", type=at_least(1), default=20)
    parser.add_argument("--warmup", type=at_least(0), default=3, help="steps before those that count")
    parser.add_argument("--threads", type=at_least(1), default=2)
    parser.add_argument("--check", action="store_true", help="check the methods on a tiny encoder instead")
    arguments = parser.parse_args()
    if arguments.length > SHAPES[arguments.shape].positions:
        parser.error(f"argument --length: expected 512 or fewer, got {arguments.length}")
    return arguments


if __name__ == "__main__":
    ARGUMENTS = read_arguments()
    # BLAS reads these when it is loaded.
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(ARGUMENTS.threads)

import torch
import torch.nn.functional as F


class LoRA:
    """Slots A, r x d_in, and B, d_out x r."""

    def __init__(self, weight, draw, rank, depth):
        self.a = draw(rank, weight.shape[1])
        self.b = draw(weight.shape[0], rank)
        self.trained = [self.a, self.b]

    def __call__(self, rows, weight, bias):
        return torch.addmm(bias, rows, weight.t()).addmm_(rows.mm(self.a.t()), self.b.t(), alpha=SCALE)

    def adapted(self, weight):
        return weight + SCALE * self.b @ self.a


class DoRA(LoRA):
    """LoRA's slots and m, of length d_out, which starts as the norms of the rows of W0."""

    def __init__(self, weight, draw, rank, depth):
        super().__init__(weight, draw, rank, depth)
        self.m = weight.norm(dim=1).requires_grad_()
        self.trained.append(self.m)

    def __call__(self, rows, weight, bias):
        with torch.no_grad():
            norms = torch.addmm(weight, self.b, self.a, alpha=SCALE).norm(dim=1)
        product = rows.mm(weight.t()).addmm_(rows.mm(self.a.t()), self.b.t(), alpha=SCALE)
        return torch.addcmul(bias, product, self.m / norms)

    def adapted(self, weight):
        direction = super().adapted(weight)
        return self.m[:, None] * direction / direction.norm(dim=1, keepdim=True)


class Peanut:
    """Slots T1, d_in x r, T2, r x d_in, and between them, from depth 4 on, as many encoders as decoders, all r x r."""

    def __init__(self, weight, draw, rank, depth):
        self.t1 = draw(weight.shape[1], rank)
        self.t2 = draw(rank, weight.shape[1])
        self.encoders = [draw(rank, rank) for _ in range((depth - 2) // 2)]
        self.decoders = [draw(rank, rank) for _ in range((depth - 2) // 2)]
        self.trained = [self.t1, *self.encoders, *self.decoders, self.t2]

    def features(self, weight):
        """H: each decoder adds the features that came before the encoder opposite to it."""
        hidden = [weight.mm(self.t1).relu_()]
        for encoder in self.encoders:
            hidden.append(hidden[-1].mm(encoder).relu_())
        last = hidden.pop()
        for decoder in self.decoders:
            last = last.mm(decoder).relu_() + hidden.pop()
        return last

    def __call__(self, rows, weight, bias):
        update = rows.mm(self.t2.t())
        return torch.addmm(bias, rows, weight.t()).addmm_(update, self.features(weight).t(), alpha=SCALE)

    def adapted(self, weight):
        return torch.addmm(weight, self.features(weight), self.t2, alpha=SCALE)


class MaterialisedPeanut(Peanut):
    """The same update; the adapted weight is formed in each step."""

    def __call__(self, rows, weight, bias):
        return F.linear(rows, self.adapted(weight), bias)


ADAPTERS = {"lora": LoRA, "dora": DoRA, "peanut": Peanut, "peanut-materialised": MaterialisedPeanut}


class Network:
    """The encoder and its classifier; the same seed gives the same weights under every method."""

    def __init__(self, shape, method, rank, depth, dtype=torch.float32, seed=1):
        self.shape = shape
        self.random = torch.Generator().manual_seed(seed)
        self.dtype = dtype
        self.weights = {}
        for name, size in self.tensors():
            self.weights[name] = self.initial(name, size).requires_grad_(method == "full")
        self.adapters = {}
        if method != "full":
            for name in self.weights:
                if name.endswith(("query.weight", "value.weight")):
                    self.adapters[name] = ADAPTERS[method](self.weights[name], self.draw, rank, depth)
        self.classifier = [self.draw(2, shape.hidden), torch.zeros(2, dtype=dtype, requires_grad=True)]
        adapted = [slot for adapter in self.adapters.values() for slot in adapter.trained]
        full = [weight for weight in self.weights.values() if weight.requires_grad]
        self.trained = full + adapted + self.classifier

    def tensors(self):
        d, inner = self.shape.hidden, self.shape.intermediate
        yield "words", (self.shape.vocabulary, d)
        yield "positions", (self.shape.positions, d)
        yield "types", (2, d)
        yield from [("norm.weight", (d,)), ("norm.bias", (d,))]
        for layer in range(self.shape.layers):
            sizes = {"query": (d, d), "key": (d, d), "value": (d, d), "output": (d, d), "norm1": (d,),
                     "intermediate": (inner, d), "outer": (d, inner), "norm2": (d,)}
            for name, size in sizes.items():
                yield f"{layer}.{name}.weight", size
                yield f"{layer}.{name}.bias", size[:1]

    def initial(self, name, size):
        if "norm" in name and name.endswith("weight"):
            return torch.ones(size, dtype=self.dtype)
        if name.endswith("bias"):
            return torch.zeros(size, dtype=self.dtype)
        return torch.empty(size, dtype=self.dtype).normal_(0, 0.02, generator=self.random)

    def draw(self, *size):
        """A trained tensor away from zero, so that no method starts with gradients that vanish."""
        bound = 1 / math.sqrt(size[-1])
        values = torch.empty(size, dtype=self.dtype).uniform_(-bound, bound, generator=self.random)
        return values.requires_grad_()

    def linear(self, layer, rows):
        weight, bias = self.weights[layer + ".weight"], self.weights[layer + ".bias"]
        adapter = self.adapters.get(layer + ".weight")
        return adapter(rows, weight, bias) if adapter else F.linear(rows, weight, bias)

    def norm(self, layer, rows):
        gain, bias = self.weights[layer + ".weight"], self.weights[layer + ".bias"]
        return F.layer_norm(rows, gain.shape, gain, bias, EPSILON)

    def attention(self, layer, rows, batch):
        n, length = batch.ids.shape
        heads = self.shape.heads
        width = self.shape.hidden // heads

        def split(name):
            states = self.linear(f"{layer}.{name}", rows).view(n, length, heads, width)
            return states.transpose(1, 2).reshape(n * heads, length, width)

        query, key, value = split("query"), split("key"), split("value")
        scores = torch.bmm(query, key.transpose(1, 2)).mul_(1 / math.sqrt(width))
        scores = scores.view(n, heads, length, length).add_(batch.attention_bias)
        context = torch.bmm(scores.softmax(-1).view(n * heads, length, length), value)
        context = context.view(n, heads, length, width).transpose(1, 2)
        return self.linear(f"{layer}.output", context.reshape(n * length, self.shape.hidden))

    def block(self, layer, rows, batch):
        middle = self.norm(f"{layer}.norm1", self.attention(layer, rows, batch).add_(rows))
        inner = F.gelu(self.linear(f"{layer}.intermediate", middle))
        return self.norm(f"{layer}.norm2", self.linear(f"{layer}.outer", inner).add_(middle))

    def loss(self, batch):
        n, length = batch.ids.shape
        embedded = F.embedding(batch.ids, self.weights["words"])
        embedded = embedded + (self.weights["positions"][:length] + self.weights["types"][0])
        rows = self.norm("norm", embedded).view(n * length, self.shape.hidden)
        for layer in range(self.shape.layers):
            rows = self.block(layer, rows, batch)
        pooled = torch.bmm(batch.pooling, rows.view(n, length, self.shape.hidden)).squeeze(1)
        return F.cross_entropy(F.linear(pooled, *self.classifier), batch.labels)


class Batch:
    """Random tokens; the inputs are half as long as the batch or longer, the rest of it is padding."""

    def __init__(self, shape, n, length, dtype=torch.float32, seed=2):
        random = torch.Generator().manual_seed(seed)
        lengths = torch.randint((length + 1) // 2, length + 1, (n, 1), generator=random)
        lengths[0] = length
        mask = (torch.arange(length) < lengths).to(dtype)
        self.ids = torch.randint(shape.vocabulary, (n, length), generator=random)
        self.labels = torch.randint(2, (n,), generator=random)
        self.attention_bias = (1 - mask)[:, None, None, :] * -10000.0
        self.pooling = (mask / lengths)[:, None, :]


class Training:
    """Steps of one network on one batch."""

    def __init__(self, network, batch, rate):
        self.network = network
        self.batch = batch
        self.optimiser = torch.optim.AdamW(network.trained, lr=rate, weight_decay=0.01)

    def step(self):
        self.optimiser.zero_grad(set_to_none=True)
        loss = self.network.loss(self.batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.trained, 1.0)
        self.optimiser.step()
        return loss.item()


def peak_megabytes():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1000


def blas():
    """The file of the library that multiplies matrices, or mkl where PyTorch has it built in."""
    if torch.backends.mkl.is_available():
        return "mkl"
    with open("/proc/self/maps", encoding="utf-8") as maps:
        files = sorted({line.split()[-1] for line in maps if "blas" in line})
    files = [path for path in files if "libopenblas" in path] or files
    return os.path.join(*files[0].split("/")[-2:]) if files else "unknown"


def measure(a):
    shape = SHAPES[a.shape]
    training = Training(Network(shape, a.method, a.rank, a.depth), Batch(shape, a.batch, a.length), 1e-4)
    losses, times = [], []
    for _ in range(a.warmup + a.steps):
        start = time.perf_counter()
        losses.append(training.step())
        times.append(1000 * (time.perf_counter() - start))
    if not all(map(math.isfinite, losses)):
        sys.exit(f"pytorch_steps: expected finite losses, got {losses}")
    times = times[a.warmup:]
    print(json.dumps({
        "shape": a.shape, "method": a.method, "depth": a.depth, "rank": a.rank, "batch": a.batch, "length": a.length,
        "steps": a.steps, "warmup": a.warmup, "threads": torch.get_num_threads(),
        "trained": sum(tensor.numel() for tensor in training.network.trained),
        "medianMs": round(statistics.median(times), 2), "minMs": round(min(times), 2),
        "peakMb": round(peak_megabytes(), 1), "torch": torch.__version__, "blas": blas()}))


TINY = Shape(2, 24, 3, 40, 50, 16)


def tiny_training(method, depth, rate=1e-2):
    network = Network(TINY, method, 4, depth, torch.float64)
    return Training(network, Batch(TINY, 6, 9, torch.float64), rate)


def losses_of(training, steps=40):
    return [training.step() for _ in range(steps)]


def falls(losses):
    return losses[-1] < 0.7 * losses[0]


def all_have_gradients(training):
    """Whether, after a step, something was trained in every tensor that should be."""
    return all(t.grad is not None and t.grad.abs().max() > 0 for t in training.network.trained)


def equal(first, second):
    """Whether two runs that differ by rounding alone are equal: numbers near 1 in 64-bit floats, some dozens of steps."""
    return max(abs(a - b) for a, b in zip(first, second)) < 1e-9


def applies_its_weight(adapter_class, depth):
    """Whether what an adapted layer computes is its adapted weight, written out, times the input."""
    random = torch.Generator().manual_seed(3)

    def draw(*size):
        return torch.empty(size, dtype=torch.float64).normal_(generator=random)

    weight, bias, rows = draw(7, 5), draw(7), draw(6, 5)
    adapter = adapter_class(weight, draw, 3, depth)
    return equal(adapter(rows, weight, bias).flatten(), (rows @ adapter.adapted(weight).t() + bias).flatten())


class WrongScale(Peanut):
    """A planted mistake: the update without its scale."""

    def adapted(self, weight):
        return weight + self.features(weight) @ self.t2


def check():
    """Each line is what has to hold; the last four are mistakes that have to be noticed."""
    found, losses = {}, {}
    for method in METHODS:
        for depth in [2, 4, 6] if method.startswith("peanut") else [2]:
            name = f"{method} of depth {depth}" if method.startswith("peanut") else method
            training = tiny_training(method, depth)
            losses[method, depth] = losses_of(training)
            found[f"{name}: the loss falls"] = falls(losses[method, depth])
            found[f"{name}: every trained tensor has a gradient"] = all_have_gradients(training)
            if method in ADAPTERS:
                found[f"{name}: a layer applies its adapted weight"] = applies_its_weight(ADAPTERS[method], depth)
    for depth in [2, 4, 6]:
        same = equal(losses["peanut", depth], losses["peanut-materialised", depth])
        found[f"peanut of depth {depth}: factored and materialised have the same losses"] = same
    unused = tiny_training("lora", 2)
    unused.network.trained.append(torch.zeros(1, requires_grad=True))
    unused.step()
    found["planted: a rate of zero is noticed"] = not falls(losses_of(tiny_training("peanut", 2, rate=0.0)))
    found["planted: a tensor that nothing uses is noticed"] = not all_have_gradients(unused)
    found["planted: another depth is noticed"] = not equal(losses["peanut", 2], losses["peanut-materialised", 4])
    found["planted: an update without its scale is noticed"] = not applies_its_weight(WrongScale, 2)
    for statement, holds in found.items():
        print("ok    " if holds else "FAILED", statement)
    sys.exit(0 if all(found.values()) else 1)


if __name__ == "__main__":
    torch.set_num_threads(ARGUMENTS.threads)
    if ARGUMENTS.check:
        check()
    measure(ARGUMENTS)
