import { apacheSettings } from './proxies.ts'

/** The addresses and files of PHP-FPM and of the web server in front of it. */
interface FastCgi {
  readonly port: number
  readonly fpm: number
  readonly script: string
  readonly packages: string | undefined
}

interface WebServer {
  readonly args: (file: string, folder: string) => readonly string[]
  readonly configuration: (options: FastCgi) => string
}

// The parameters of nginx's own file `fastcgi_params` that PHP reads.
const PARAMETERS = {
  QUERY_STRING: '$query_string',
  REQUEST_METHOD: '$request_method',
  CONTENT_TYPE: '$content_type',
  CONTENT_LENGTH: '$content_length',
  REQUEST_URI: '$request_uri',
  SERVER_PROTOCOL: '$server_protocol',
}

/** The web servers in front of PHP-FPM, with one front controller for each path. */
export const FAST_CGI: Readonly<Record<string, WebServer>> = {
  nginx: {
    args: (file, folder) => ['-c', file, '-p', folder, '-e', 'stderr'],
    configuration: ({ port, fpm, script }) => `daemon off;
pid nginx.pid;
error_log stderr crit;
events {}
http {
  access_log off;
  client_body_temp_path client; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server {
    listen 127.0.0.1:${port};
    location / {
      fastcgi_pass 127.0.0.1:${fpm};
      fastcgi_param SCRIPT_FILENAME ${script};
${Object.entries(PARAMETERS)
  .map(([name, value]) => `      fastcgi_param ${name} ${value};`)
  .join('\n')}
    }
  }
}
`,
  },
  apache2: {
    args: (file, folder) => ['-X', '-f', file, '-d', folder],
    configuration: ({
      port,
      fpm,
      script,
      packages,
    }) => `${apacheSettings(port, packages, ['proxy', 'proxy_fcgi', 'rewrite', 'authz_host'])}
DocumentRoot ${script.replace(/\/[^/]*$/, '')}
<Directory />
  Require all granted
  CGIPassAuth On
</Directory>
RewriteEngine On
RewriteRule ^ /index.php [L]
<FilesMatch \\.php$>
  SetHandler "proxy:fcgi://127.0.0.1:${fpm}"
</FilesMatch>
`,
  },
}
