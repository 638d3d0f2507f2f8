/** Log lines as load balancers, networks, distributions and APIs write them: the nth of each, different from the one before. */
export const linesOf: Readonly<Record<string, { header?: string; line(nth: number): string }>> = {
  alb: {
    line: (nth) =>
      `https ${stamp(nth)} app/edge-${nth % 3}/50dc6c495c0c9188 ${address(nth)}:${1024 + (nth % 60_000)} 10.0.${nth % 250}.${nth % 199}:8080 ` +
      `0.00${nth % 10} 0.${100 + (nth % 800)} 0.000 ${nth % 37 === 0 ? 502 : 200} ${nth % 37 === 0 ? '-' : 200} ${300 + (nth % 900)} ${1500 + (nth % 90_000)} ` +
      `"GET https://shop.example.com:443/products/${nth % 5000}/reviews?page=${nth % 9}&sort=newest HTTP/2.0" ` +
      `"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${120 + (nth % 20)}.0.0.0 Safari/537.36" ` +
      'ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 ' +
      `"Root=1-58337281-1d84f3d73c47ec4e58577${1000 + (nth % 9000)}" "shop.example.com" ` +
      '"arn:aws:acm:us-east-2:123456789012:certificate/12345678-1234-1234-1234-123456789012" ' +
      `1 ${stamp(nth)} "waf,forward" "-" "-" "10.0.0.1:80" "200" "-" "-" TID_${1e9 + nth} "-" "-" "-"`,
  },
  'vpc-flow': {
    header:
      'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
    line: (nth) =>
      `2 123456789010 eni-1235b8ca12345${1000 + (nth % 9000)} 172.31.16.${nth % 254} ${address(nth)} ${20_000 + (nth % 40_000)} ` +
      `${nth % 3 === 0 ? 22 : 443} ${nth % 9 === 0 ? 17 : 6} ${nth % 40} ${40 + (nth % 90_000)} ${1_418_530_010 + nth} ${1_418_530_070 + nth} ` +
      `${nth % 11 === 0 ? 'REJECT' : 'ACCEPT'} OK`,
  },
  cloudfront: {
    header:
      '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) ' +
      'x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher ' +
      'x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type ' +
      'sc-content-type sc-content-len sc-range-start sc-range-end c-country cache-behavior-path-pattern',
    line: (nth) =>
      `${stamp(nth).slice(0, 10)}\t${stamp(nth).slice(11, 19)}\tFRA56-P${nth % 9}\t${900 + (nth % 9000)}\t${address(nth)}\tGET\td111111abcdef8.cloudfront.net\t` +
      `/assets/img/${nth % 7000}.webp\t200\thttps://shop.example.com/\tMozilla/5.0%20(Macintosh;%20Intel%20Mac%20OS%20X%2010_15_7)%20AppleWebKit/537.36\tv=${nth % 7}\t-\t` +
      `Hit\tSOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmureZmBNrjGdRLiNIQ==\tshop.example.com\thttps\t23\t0.00${nth % 10}\t-\tTLSv1.3\tTLS_AES_128_GCM_SHA256\tHit\tHTTP/2.0\t` +
      `-\t-\t${11_000 + (nth % 900)}\t0.001\tHit\timage/webp\t78\t-\t-\tDE\t/assets/*`,
  },
  'api-gateway': {
    line: (nth) =>
      `{"requestId":"f2b0c1a4-0d6f-4a3e-9d75-${1e11 + nth}","ip":"${address(nth)}","requestTime":"09/Apr/2019:18:17:${10 + (nth % 50)} +0000","httpMethod":"GET",` +
      `"resourcePath":"/orders/{id}","status":"200","protocol":"HTTP/1.1","responseLength":"${nth % 5000}","responseLatency":"${nth % 300}","apiId":"abcdef1234","stage":"prod"}`,
  },
  application: {
    line: (nth) =>
      `{"time":"${stamp(nth)}","level":"info","client_ip":"${address(nth)}","method":"POST","path":"/cart/${nth % 999}","status":201,"bytes":${nth % 3000},` +
      `"duration_ms":${nth % 500}.5,"user_agent":"okhttp/4.12.0","trace":"${1e15 + nth}","tenant":"t-${nth % 40}"}`,
  },
};

const address = (nth: number): string => `203.0.${nth % 113}.${(nth * 7) % 251}`;
const stamp = (nth: number): string =>
  `2026-03-0${1 + (nth % 9)}T1${nth % 10}:${10 + (Math.trunc(nth / 500) % 50)}:${10 + (Math.trunc(nth / 9) % 50)}.${100_000 + (nth % 900_000)}Z`;
