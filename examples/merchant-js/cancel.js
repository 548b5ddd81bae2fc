const { createLeanRails } = require('openapi-contracts/leanrails')

async function main() {
  const leanrails = createLeanRails({ apiKey: process.env.API_KEY, baseUrl: process.env.BASE_URL })
  const result = await leanrails.cancelPaymentIntent({
    id: process.argv[2],
    body: { cancellation_reason: 'Ordered twice' },
  })
  if (result.status === 200) console.log('canceled,', result.data.cancellation_reason)
  else console.log('not canceled,', result.error.error.code)
}

main().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
