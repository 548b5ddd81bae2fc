import { createLeanRails } from 'openapi-contracts/leanrails'

const { api, id } = Object.fromEntries(new URLSearchParams(location.search))
const leanrails = createLeanRails({ apiKey: 'sk_test_page', baseUrl: api })

document.querySelector('button').addEventListener('click', async () => {
  const status = document.querySelector('[role=status]')
  status.textContent = 'One moment …'
  try {
    const result = await leanrails.cancelPaymentIntent({ id })
    status.textContent = result.ok ? 'Your payment is canceled.' : `Not possible: ${result.error.error.code}`
  } catch (error) {
    status.textContent = `Try again: ${error.name}`
  }
})
