;; Does nothing.
(module
  (func (export "empty")))
