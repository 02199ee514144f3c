# policy: standard
import logging
import sys
import time
import warnings
from dataclasses import dataclass
from typing import Tuple

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(message)s")
logger = logging.getLogger(__name__)


@dataclass
class Config:
    rows: int = 100
    seed: int = 7


def load(config: Config) -> pd.DataFrame:
    rng = np.random.default_rng(config.seed)
    return pd.DataFrame({"group": rng.choice(list("ab"), config.rows), "value": rng.normal(size=config.rows)})


def split(df: pd.DataFrame, fraction: float = 0.8) -> Tuple[pd.DataFrame, pd.DataFrame]:
    cut = int(len(df) * fraction)
    return df.iloc[:cut], df.iloc[cut:]


start = time.time()
train, test = split(load(Config()))
logger.info("train %d test %d", len(train), len(test))
summary = train.groupby("group")["value"].agg(["count", "mean"]).round(3)
logger.info("took less than a minute: %s", time.time() - start < 60)
summary
