import { createLeanRails, validate, type CanceledPaymentIntent } from 'openapi-contracts/leanrails'

const leanrails = createLeanRails({
  apiKey: process.env['API_KEY'] ?? '',
  baseUrl: process.env['BASE_URL'],
  validate,
  onRetry: ({ attempt, delay, reason }) => console.log(`attempt ${attempt}: ${reason}, again in ${delay} ms`),
})

const describe = ({ amount, currency, canceled_at }: CanceledPaymentIntent): string =>
  `canceled ${amount} ${currency} at ${new Date(canceled_at * 1000).getFullYear()}`

const result = await leanrails.cancelPaymentIntent({ id: process.argv[2] ?? '' })
if (result.status === 200) console.log(describe(result.data))
else console.log(`not canceled: ${result.error.error.code}`)
