namespace PrivacyGateway.Tests.Inspection;

/// <summary>
/// One hit and one batch as the code of Chrome and Firefox behind "Copy as cURL" writes them, for both shells and of several years.
/// </summary>
internal static class CopiedCommands
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Chrome, bash, GET"] = """
            curl 'https://track.shop.example/111111111111111/wt?p=600,shop.home,1,1280x720,24,1,1795455263868,0,1280x720,0&pu=https%3A%2F%2Fwww.shop.example%2F%3Fa%3D1&cg1=%7Bx%7D&ck1=\[1\]&eid=2179545526366131190' \
              -H 'accept: image/avif,image/webp,*/*;q=0.8' \
              -H 'accept-language: de-DE,de;q=0.9' \
              -b 'miCookieOptOut=1; shop=100%&more; quoted="a"' \
              -H 'referer: https://www.shop.example/' \
              -H 'sec-ch-ua: "Chromium";v="131", "Not_A Brand";v="24"' \
              -H 'sec-ch-ua-platform: "Windows"' \
              -H 'user-agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36'
            """,
        ["Chrome, bash, POST"] = """
            curl 'https://track.shop.example/111111111111111/batch?pf=1' \
              -H 'accept: image/avif,image/webp,*/*;q=0.8' \
              -H 'accept-language: de-DE,de;q=0.9' \
              -b 'miCookieOptOut=1; shop=100%&more; quoted="a"' \
              -H 'content-type: text/plain' \
              -H 'referer: https://www.shop.example/' \
              -H 'sec-ch-ua: "Chromium";v="131", "Not_A Brand";v="24"' \
              -H 'sec-ch-ua-platform: "Windows"' \
              -H 'user-agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36' \
              --data-raw $'wt?p=600,a\u0021&ck1=it\'s "so" & 50%25 off^\nwt?p=600,b\\c'
            """,
        ["Chrome, bash, POST, 2021"] = """
            curl 'https://track.shop.example/111111111111111/batch?pf=1' \
              -H 'accept: image/avif,image/webp,*/*;q=0.8' \
              -H 'accept-language: de-DE,de;q=0.9' \
              -H 'cookie: miCookieOptOut=1; shop=100%&more; quoted="a"' \
              -H 'content-type: text/plain' \
              -H 'referer: https://www.shop.example/' \
              -H 'sec-ch-ua: "Chromium";v="131", "Not_A Brand";v="24"' \
              -H 'sec-ch-ua-platform: "Windows"' \
              -H 'user-agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36' \
              --data-raw $'wt?p=600,a\u0021&ck1=it\'s "so" & 50%25 off^\nwt?p=600,b\\c' \
              --compressed
            """,
        ["Chrome, cmd, GET"] = """
            curl ^"https://track.shop.example/111111111111111/wt?p=600,shop.home,1,1280x720,24,1,1795455263868,0,1280x720,0^&pu=https^%^3A^%^2F^%^2Fwww.shop.example^%^2F^%^3Fa^%^3D1^&cg1=^%^7Bx^%^7D^&ck1=^\[1^\]^&eid=2179545526366131190^" ^
              -H ^"accept: image/avif,image/webp,*/*;q=0.8^" ^
              -H ^"accept-language: de-DE,de;q=0.9^" ^
              -b ^"miCookieOptOut=1; shop=100^%^&more; quoted=^\^"a^\^"^" ^
              -H ^"referer: https://www.shop.example/^" ^
              -H ^"sec-ch-ua: ^\^"Chromium^\^";v=^\^"131^\^", ^\^"Not_A Brand^\^";v=^\^"24^\^"^" ^
              -H ^"sec-ch-ua-platform: ^\^"Windows^\^"^" ^
              -H ^"user-agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36^"
            """,
        ["Chrome, cmd, POST"] = """
            curl ^"https://track.shop.example/111111111111111/batch?pf=1^" ^
              -H ^"accept: image/avif,image/webp,*/*;q=0.8^" ^
              -H ^"accept-language: de-DE,de;q=0.9^" ^
              -b ^"miCookieOptOut=1; shop=100^%^&more; quoted=^\^"a^\^"^" ^
              -H ^"content-type: text/plain^" ^
              -H ^"referer: https://www.shop.example/^" ^
              -H ^"sec-ch-ua: ^\^"Chromium^\^";v=^\^"131^\^", ^\^"Not_A Brand^\^";v=^\^"24^\^"^" ^
              -H ^"sec-ch-ua-platform: ^\^"Windows^\^"^" ^
              -H ^"user-agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36^" ^
              --data-raw ^"wt?p=600,a^!^&ck1=it's ^\^"so^\^" ^& 50^%^25 off^^^

            wt?p=600,b^\^\c^"
            """,
        ["Chrome, cmd, GET, 2021"] = """
            curl "https://track.shop.example/111111111111111/wt?p=600,shop.home,1,1280x720,24,1,1795455263868,0,1280x720,0^&pu=https^%^3A^%^2F^%^2Fwww.shop.example^%^2F^%^3Fa^%^3D1^&cg1=^%^7Bx^%^7D^&ck1=^\[1^\]^&eid=2179545526366131190" ^
              -H "accept: image/avif,image/webp,*/*;q=0.8" ^
              -H "accept-language: de-DE,de;q=0.9" ^
              -H "cookie: miCookieOptOut=1; shop=100^%^&more; quoted=^\^"a^\^"" ^
              -H "referer: https://www.shop.example/" ^
              -H "sec-ch-ua: ^\^"Chromium^\^";v=^\^"131^\^", ^\^"Not_A Brand^\^";v=^\^"24^\^"" ^
              -H "sec-ch-ua-platform: ^\^"Windows^\^"" ^
              -H "user-agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36" ^
              --compressed
            """,
        ["Chrome, cmd, POST, 2021"] = """
            curl "https://track.shop.example/111111111111111/batch?pf=1" ^
              -H "accept: image/avif,image/webp,*/*;q=0.8" ^
              -H "accept-language: de-DE,de;q=0.9" ^
              -H "cookie: miCookieOptOut=1; shop=100^%^&more; quoted=^\^"a^\^"" ^
              -H "content-type: text/plain" ^
              -H "referer: https://www.shop.example/" ^
              -H "sec-ch-ua: ^\^"Chromium^\^";v=^\^"131^\^", ^\^"Not_A Brand^\^";v=^\^"24^\^"" ^
              -H "sec-ch-ua-platform: ^\^"Windows^\^"" ^
              -H "user-agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36" ^
              --data-raw ^"wt?p=600,a^!^&ck1=it's ^\^"so^\^" ^& 50^%^25 off^^^

            wt?p=600,b^\^\c^" ^
              --compressed
            """,
        ["Firefox, bash, GET"] = """
            curl 'https://track.shop.example/111111111111111/wt?p=600,shop.home,1,1280x720,24,1,1795455263868,0,1280x720,0&pu=https%3A%2F%2Fwww.shop.example%2F%3Fa%3D1&cg1=%7Bx%7D&ck1=[1]&eid=2179545526366131190' \
              --compressed \
              -H 'Accept: image/avif,image/webp,*/*;q=0.8' \
              -H 'Accept-Language: de-DE,de;q=0.9' \
              -H 'Referer: https://www.shop.example/' \
              -H 'sec-ch-ua: "Chromium";v="131", "Not_A Brand";v="24"' \
              -H 'sec-ch-ua-platform: "Windows"' \
              -H 'User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36' \
              -H 'Cookie: miCookieOptOut=1; shop=100%&more; quoted="a"'
            """,
        ["Firefox, bash, GET, one line"] = """
            curl 'https://track.shop.example/111111111111111/wt?p=600,shop.home,1,1280x720,24,1,1795455263868,0,1280x720,0&pu=https%3A%2F%2Fwww.shop.example%2F%3Fa%3D1&cg1=%7Bx%7D&ck1=[1]&eid=2179545526366131190' --compressed -H 'Accept: image/avif,image/webp,*/*;q=0.8' -H 'Accept-Language: de-DE,de;q=0.9' -H 'Referer: https://www.shop.example/' -H 'sec-ch-ua: "Chromium";v="131", "Not_A Brand";v="24"' -H 'sec-ch-ua-platform: "Windows"' -H 'User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36' -H 'Cookie: miCookieOptOut=1; shop=100%&more; quoted="a"'
            """,
        ["Firefox, bash, POST"] = """
            curl 'https://track.shop.example/111111111111111/batch?pf=1' -X POST --compressed -H 'Accept: image/avif,image/webp,*/*;q=0.8' -H 'Accept-Language: de-DE,de;q=0.9' -H 'Referer: https://www.shop.example/' -H 'sec-ch-ua: "Chromium";v="131", "Not_A Brand";v="24"' -H 'sec-ch-ua-platform: "Windows"' -H 'User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36' -H 'Cookie: miCookieOptOut=1; shop=100%&more; quoted="a"' -H 'Content-Type: text/plain' --data-raw $'wt?p=600,a\x21&ck1=it\'s "so" & 50%25 off^\nwt?p=600,b\\c'
            """,
        ["Firefox, cmd, GET"] = """
            curl ^"https://track.shop.example/111111111111111/wt?p=600,shop.home,1,1280x720,24,1,1795455263868,0,1280x720,0^&pu=https^%^3A^%^2F^%^2Fwww.shop.example^%^2F^%^3Fa^%^3D1^&cg1=^%^7Bx^%^7D^&ck1=^[1^]^&eid=2179545526366131190^" ^
              --compressed ^
              -H ^"Accept: image/avif,image/webp,*/*;q=0.8^" ^
              -H ^"Accept-Language: de-DE,de;q=0.9^" ^
              -H ^"Referer: https://www.shop.example/^" ^
              -H ^"sec-ch-ua: ""Chromium"";v=""131"", ""Not_A Brand"";v=""24""^" ^
              -H ^"sec-ch-ua-platform: ""Windows""^" ^
              -H ^"User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36^" ^
              -H ^"Cookie: miCookieOptOut=1; shop=100^%^&more; quoted=""a""^"
            """,
        ["Firefox, cmd, POST"] = """
            curl ^"https://track.shop.example/111111111111111/batch?pf=1^" ^
              -X POST ^
              --compressed ^
              -H ^"Accept: image/avif,image/webp,*/*;q=0.8^" ^
              -H ^"Accept-Language: de-DE,de;q=0.9^" ^
              -H ^"Referer: https://www.shop.example/^" ^
              -H ^"sec-ch-ua: ""Chromium"";v=""131"", ""Not_A Brand"";v=""24""^" ^
              -H ^"sec-ch-ua-platform: ""Windows""^" ^
              -H ^"User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36^" ^
              -H ^"Cookie: miCookieOptOut=1; shop=100^%^&more; quoted=""a""^" ^
              -H ^"Content-Type: text/plain^" ^
              --data-raw ^"wt?p=600,a^!^&ck1=it's ""so"" ^& 50^%^25 off^^^

            wt?p=600,b\\c^"
            """,
    };
}
