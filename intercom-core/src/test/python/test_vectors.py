"""The recorded vectors, and that the runner can fail."""

import copy
import json
import os
import unittest

import vectors


class VectorTests(unittest.TestCase):

    def test_all_vectors_pass(self):
        results = list(vectors.results(vectors.DEFAULT_FOLDER))
        self.assertEqual(300, len(results))
        self.assertEqual([], [result for result in results if result["status"] != "passed"])

    def test_a_changed_expectation_fails(self):
        for kind, runner in (("emitter", vectors.EmitterRun), ("dnode", vectors.DnodeRun)):
            with open(os.path.join(vectors.DEFAULT_FOLDER, kind + ".json"), encoding="utf-8") as file:
                recorded = json.load(file)["vectors"]
            for vector in recorded:
                for changed in self.changed(vector):
                    with self.assertRaises(vectors.Mismatch, msg=vector["id"]):
                        runner(changed).run()

    @staticmethod
    def changed(vector):
        """The vector with one expected call less, or one frame more; malformed ones may fail in many ways."""
        for index, step in enumerate(vector["steps"]):
            for field in ("expectFixed", "expect"):
                log = step.get(field, {}).get("calls" if "category" in vector and "options" in vector else "log")
                if log and vector["category"] != "malformed":
                    changed = copy.deepcopy(vector)
                    changed["steps"][index][field]["calls" if "options" in vector else "log"].pop()
                    yield changed
                    return
                if field in step:
                    break


if __name__ == "__main__":
    unittest.main()
