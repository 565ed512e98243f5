"""Which vector stands for a question. PLACEHOLDER"""


def vector_of(model, title, body):
    return model.encode(f"{title}\n{body}")
