# Sinatra with its router and Rack's parsers: `sinatra.rb <server> <port>`.
require 'json'
require 'net/http'
require 'sinatra/base'

DOMAIN = URI(ENV['DOMAIN'])
STRIPE = ENV['API'] == 'stripe'
TYPE = STRIPE ? 'application/x-www-form-urlencoded' : 'application/json'

class Api < Sinatra::Base
  set :environment, :production
  set :logging, false

  post('/v1/payment_intents/:id/cancel') { respond(id: params['id'].scrub, body: body_of(request)) }
  # Sinatra runs this for each response with 404.
  not_found { @reply || respond(rejects: 'route') }
  # Rack raises `RangeError` for names that are nested too deep.
  error(Sinatra::BadRequest, RangeError) { respond(id: '', rejects: 'malformed') }

  def body_of(request)
    content = request.body.read
    return nil if content.empty?
    return 'unparsed' unless request.media_type == TYPE
    return 'malformed' unless content.force_encoding('UTF-8').valid_encoding?
    return 'malformed' if !STRIPE && comment?(content)
    { fields: STRIPE ? request.POST : JSON.parse(content) }
  rescue JSON::ParserError
    'malformed'
  end

  # Ruby takes comments, which are not JSON.
  def comment?(content)
    content.gsub(/"(?:\\.|[^"\\])*"/m, '').include?('/')
  end

  def respond(question)
    headers = request.env.filter_map do |name, value|
      [name.delete_prefix('HTTP_').downcase.tr('_', '-'), value] if name.match?(/\A(HTTP_|CONTENT_)/)
    end
    reply = JSON.parse(Net::HTTP.post(DOMAIN, content_of(question, headers.to_h)).body)
    status reply['status']
    headers reply['headers']
    content_type :json
    @reply = JSON.generate(reply['body'])
  end

  # A number of JSON that Ruby reads as infinite, or text of a form that is not UTF-8, cannot be written.
  def content_of(question, headers)
    JSON.generate({ **question, headers: })
  rescue JSON::GeneratorError, Encoding::UndefinedConversionError
    JSON.generate({ **question, headers:, body: 'malformed' })
  end
end

Rack::Handler.get(ARGV[0]).run(Api, Host: '127.0.0.1', Port: ARGV[1], Silent: true, AccessLog: [])
