;; Writes ten bytes under themselves.
(module
  (import "env" "storage_write" (func $storage_write (param i64 i64 i64 i64 i64) (result i64)))
  (memory 1)
  (data (i32.const 0) "\00\01\02\03\04\05\06\07\08\09")
  (func (export "lowlevel_storage_write")
    (drop (call $storage_write (i64.const 10) (i64.const 0) (i64.const 10) (i64.const 0) (i64.const 0)))))
