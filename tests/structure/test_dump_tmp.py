# run as pytest file placed temporarily
import time

import pytest


@pytest.mark.django_db
def test_dump(found):
    print("CPU", time.process_time())
    with open("/tmp/matrix.txt", "w") as f:
        for one in found:
            f.write(f"{one.method}\t{one.letters}\t{one.address.row}\t{','.join(one.let_in_by_form)}\n")
    print("CPU", time.process_time())
