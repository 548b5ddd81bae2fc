import { createLeanRails } from 'openapi-contracts/leanrails'

// A page never has a secret key. Its own server, which adds the key, is the address.
const leanrails = createLeanRails({ apiKey: 'none', baseUrl: `${location.origin}/api` })

document.querySelector('button')?.addEventListener('click', () => {
  void leanrails
    .cancelPaymentIntent({ id: new URLSearchParams(location.search).get('id') ?? '' })
    .then(({ ok }) => (document.body.dataset['canceled'] = String(ok)))
})
