import test from 'ava'
import { createNode, DEFAULT_PROTOCOL_VERSION, PROTOCOL_VERSIONS } from '../../../devnet/index.ts'
import { dispatch } from '../../../devnet/rpc/dispatch.ts'

test('status, block and protocol configuration say which protocol version is in force', async (t) => {
  for (const version of [undefined, ...PROTOCOL_VERSIONS]) {
    const node = createNode({
      blockIntervalMs: 0,
      ...(version !== undefined && { protocolVersion: version }),
    })
    const expected = version ?? DEFAULT_PROTOCOL_VERSION
    node.produceBlock()
    t.like(await dispatch(node, 'status', null), {
      protocol_version: expected,
      latest_protocol_version: expected,
    })
    t.like(await dispatch(node, 'block', { finality: 'final' }), {
      header: { latest_protocol_version: expected },
    })
    const config = await dispatch(node, 'EXPERIMENTAL_protocol_config', { finality: 'final' })
    t.like(config, { protocol_version: expected })
    node.close()
  }
})
