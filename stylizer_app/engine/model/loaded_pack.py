"""The loaded networks of one pack on one device, with what is worth keeping between pictures."""

from __future__ import annotations

from stylizer_app.devices import CPU, OPENVINO
from stylizer_app.engine.model.style_vectors import StylePredictor
from stylizer_app.engine.model.transform import Transformer
from stylizer_app.engine.packs.onnx_safety import check_networks
from stylizer_app.engine.packs.pack import Pack
from stylizer_app.engine.runtime import openvino_backend
from stylizer_app.engine.runtime.network import Network
from stylizer_app.engine.runtime.onnxruntime_backend import OnnxruntimeNetwork, cpu_threads


class LoadedPack:
    """A pack's style predictor and transformer on one device, checked when made, loaded when used."""

    def __init__(self, pack: Pack, device: str, *, fp16: bool = False) -> None:
        """``fp16``: the stages compute in float16 where they can.

        Raises PackError if a file is not what the pack says or not safe to open.
        """
        pack.verify()
        check_networks(pack)
        self.pack, self.device, self.fp16 = pack, device, fp16
        self._networks: dict[str, Network] = {}
        self.predictor = StylePredictor(pack, self._network)
        self.transformer = Transformer(pack, device, self._network, fp16=fp16)

    def release(self) -> None:
        """Give back the working memory that is kept while one picture is painted."""
        self.transformer.release()

    def _network(self, file: str) -> Network:
        """The network of one of the pack's files, opened when first asked for."""
        if file not in self._networks:
            self._networks[file] = self._opened(file)
        return self._networks[file]

    def _opened(self, file: str) -> Network:
        """Stages get one thread: it is tiles that are worked on at a time; the undivided transformer has all threads.

        OpenVINO runs what paints, nothing else.
        """
        path, on_openvino = self.pack.path(file), self.device == OPENVINO
        if file == "transformer.onnx":
            if on_openvino:
                return openvino_backend.OpenVinoNetwork(path, threads=cpu_threads())
            return OnnxruntimeNetwork(path, self.device, tidy=True)
        if on_openvino and file in {stage.file for stage in self.pack.stages}:
            return openvino_backend.OpenVinoNetwork(path, callers=cpu_threads())
        threads = None if file == "style_predictor.onnx" else 1
        once_an_octave = file == "modulation.onnx"
        return OnnxruntimeNetwork(path, CPU if on_openvino else self.device, threads=threads, tidy=once_an_octave)
