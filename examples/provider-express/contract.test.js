import { describeContract } from 'openapi-contracts/contract'
import { createApp } from './app.js'

await describeContract({
  api: 'openapi.yaml',
  subject: async () => {
    const server = createApp().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    return {
      baseUrl: `http://127.0.0.1:${server.address().port}`,
      apiKey: 'token-ada',
      otherApiKey: 'token-bob',
      close: () => new Promise((resolve) => server.close(resolve)),
    }
  },
})
