import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer, make_column_selector
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.impute import SimpleImputer
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import LabelEncoder, MinMaxScaler, OneHotEncoder, OrdinalEncoder

texts = ["free money now", "meeting at noon", "win money free", "lunch meeting today"]
spam = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), MultinomialNB()).fit(texts, [1, 0, 1, 0])
print(spam.predict(["free lunch money", "noon meeting"]), CountVectorizer().fit(texts).get_feature_names_out()[:3])
df = pd.DataFrame({"age": [20, np.nan, 40], "city": ["Oslo", "Rome", "Oslo"], "pay": [1.0, 2.0, 3.0]})
prep = ColumnTransformer([
    ("num", make_pipeline(SimpleImputer(strategy="mean"), MinMaxScaler()), make_column_selector(dtype_include=np.number)),
    ("cat", OneHotEncoder(handle_unknown="ignore"), ["city"]),
])
print(prep.fit_transform(df).round(2), prep.get_feature_names_out())
print(LabelEncoder().fit_transform(["b", "a", "b"]), OrdinalEncoder().fit_transform([["lo"], ["hi"]]).ravel(), SelectKBest(f_classif, k=1).fit([[0, 5], [1, 5.1], [0, 5], [1, 5]], [0, 1, 0, 1]).get_support())
