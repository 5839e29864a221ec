using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Tests.Sending;

/// <summary>The guard alone: its input was never rewritten.</summary>
public sealed class EgressGuardTests
{
    private const string Id = "2123456789012345678";

    public static TheoryData<string, string> Identifiers => new()
    {
        // Any value counts at the beginning of a parameter.
        { "eid=1", "eid" },
        { "p=600&EID=1", "eid" },
        { "p=600;sid=1", "sid" },
        { "p=600&cdb12=1", "cdb*" },
        { "p=600&uc703=Jane", "uc700..713" },
        { "p=600&uc0713=1", "uc700..713" },
        { "p=600&wteid_111111111111111=1", "wteid*" },
        { "p=600&X-WT-IP=1", "x-wt-*" },
        { "eid&p=600", "eid" },
        { "?eid=1", "eid" },

        // Spellings.
        { "p=600&%65id=1", "eid" },
        { "p=600&%2565%2569d=1", "eid" },
        { "p=600&%25252525252565id=1", "(undecodable)" },
        { "p=600&eid%5B%5D=1", "eid" },
        { "p=600&eid[0]=1", "eid" },
        { "p=600&+eid+=1", "eid" },
        { "p=600&e%09id=1", "eid" },
        { "p=600&e+id=1", "eid" },
        { "p=600&e%00id=1", "eid" },
        { "p=600&eid%00x=1", "eid" },
        { "p=600&%EF%BD%85id=1", "eid" },
        { "p=600&e%C2%ADid=1", "eid" },
        { "p=600&%C3%A9id=1", "eid" },
        { "p=600&e%FFid=1", "eid" },
        { "p=600&%C1%A5id=1", "eid" },
        { "p=600&%C1%A5eid=1", "eid" },
        { "p=600&%E0%81%A5id=1", "eid" },
        { "p=600&%C0%A565id=1", "(undecodable)" },
        { "p=600&eid%EF%BC%9D1", "eid" },

        // Inside values, at any depth.
        { "pu=https%3A%2F%2Fwww.shop.test%2F%3Feid%3D1", "eid" },
        { "pu=https%3A%2F%2Fwww.shop.test%2F%3Fa%3Dhttps%253A%252F%252Fx%252F%253Feid%253D1", "eid" },

        // Behind other delimiters, with a value that could identify.
        { $"pu=https://www.shop.test/eid={Id}", "eid" },
        { $"pu=https://eid={Id}@www.shop.test/", "eid" },
        { $"ck1=x: wtstp_eid={Id}", "wtstp_*" },
        { $"ck1=a,eid={Id}", "eid" },
        { $"ck1=a%20eid={Id}", "eid" },
        { $"ck1=a+eid={Id}", "eid" },
        { $"ck1=a|eid={Id}", "eid" },
        { $"ck1=(eid={Id})", "eid" },
        { $"ck1=[eid={Id}]", "eid" },
        { $"ck1=a\\eid={Id}", "eid" },
        { $"ck1=a'eid'='{Id}'", "eid" },
        { $"ck1={{%22eid%22:%22{Id}%22}}", "eid" },
        { $"ck1=%7B%22eid%22%20%3A%20%22{Id}%22%7D", "eid" },
        { $"ck1=%7B%5C%22eid%5C%22%3A%5C%22{Id}%5C%22%7D", "eid" },
        { $"ck1=%7B%22eid%22%3A%5B%22{Id}%22%5D%7D", "eid" },
        { $"ck1=eid:{Id}", "eid" },
        { "ck1=%7B%22uc700%22%3A%22jane%40example.org%22%7D", "uc700..713" },
        { $"p=600,home,0%0Aeid={Id}", "eid" },
        { $"ck1=%C2%BBeid={Id}", "eid" },
        { $"ck1=one:{Id}", "one" },
    };

    public static TheoryData<string> Prose =>
    [
        "cp1=eid%3A1", "ct=Phase%20one%3A%202", "ct=step%20one%3A%20introduction", "ct=phase+one:+introduction", "ct=one", "ct=one%20two",
        "ct=x/one=2", "ct=https%3A%2F%2Fshop.test%2Fone%2Ftwo%3Fx%26one", "cs1=ceideid%3D2123456789012345678", "cs1=xeid=1", "cs1=eidx=1",
        "uc7000=1", "uc699=1", "uc714=1", "ct=sid%3A%20a%20b%20c%20d%20e", "ct=100%25", "ct=%C3%BCber%20uns%3A%20alles",
        "ct=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82%3A%20%D0%BC%D0%B8%D1%80", "oneone=1", "cp1=x&sid%7B=1", "mc=wt_mc%3Dnews",
        "cp1=phone%3A030%2012345678", "cp1=%23one", "nc=1",
    ];

    [Theory]
    [MemberData(nameof(Identifiers))]
    public void Guard_finds_an_identifier_in_the_target_and_in_a_body_line(string query, string row)
    {
        Assert.Equal(row, EgressGuard.Find(Get(query)));
        Assert.Equal(row, EgressGuard.Find(Batch($"wt?nc=1&p=600\r\nwt?{query}\nwt?p=600")));
        Assert.Equal(row, EgressGuard.Find(Batch($"p=600\n{query}")));
    }

    [Theory]
    [MemberData(nameof(Prose))]
    public void Guard_accepts_ordinary_words(string query)
    {
        Assert.Null(EgressGuard.Find(Get(query)));
        Assert.Null(EgressGuard.Find(Batch($"wt?{query}\n")));
    }

    [Fact]
    public void Guard_finds_every_identifier_of_the_vocabulary_under_its_row()
    {
        foreach (
            var row in Vocabulary.In(NameLocation.Parameter).Where(row => row.Category is DataCategory.Identity or DataCategory.Contact))
        {
            var name = row.Name.Contains("..", StringComparison.Ordinal) ? row.Name[..row.Name.IndexOf("..", StringComparison.Ordinal)]
                : row.Name.Replace("*", "1", StringComparison.Ordinal).Replace("#", "1", StringComparison.Ordinal);

            Assert.Equal(row.Name, EgressGuard.Find(Get($"p=600&{name}=1")));
        }
    }

    [Theory]
    [InlineData("x-wt-!")]
    [InlineData("x-wt-a!b")]
    [InlineData("X-WT-%25")]
    [InlineData("wtstp_%7Ca,b")]
    [InlineData("cdb(1)x")]
    [InlineData("wteid%25%01")]
    [InlineData("x-wt-!eid")]
    [InlineData("wt3_]")]
    [InlineData("eid[a")]
    [InlineData("eid%00%25")]
    [InlineData("sid%20%5Ba,b")]
    public void Guard_finds_a_name_with_any_bytes_behind_a_known_prefix_or_a_bracket(string name) =>
        Assert.NotNull(EgressGuard.Find(Get($"p=600&{name}=1")));

    [Theory]
    [InlineData("Content-Type", Id)]
    [InlineData("Content-Type", "text/plain; x=" + Id)]
    [InlineData("Content-Type", "text/plain")]
    [InlineData("Accept", "image/" + Id)]
    [InlineData("Accept", "\"x\"")]
    [InlineData("Accept-Language", "[\\]")]
    [InlineData("Accept-Language", "de, " + Id)]
    [InlineData("User-Agent", "Mozilla/5.0 (\u00E9)")]
    [InlineData("CDN-Loop", Id)]
    [InlineData("Referer", "https://www.shop.test/")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    public void Guard_refuses_a_header_of_another_shape_without_a_body(string name, string value) =>
        Assert.Equal("(header)", EgressGuard.Find(Get("p=600", new HeaderLine(name, value))));

    [Fact]
    public void Guard_does_not_join_two_headers_into_a_name() =>
        Assert.Null(EgressGuard.Find(Get("p=600", new("User-Agent", "?x-wt-"), new("Accept", "="))));

    [Fact]
    public void Guard_refuses_a_repeated_header() =>
        Assert.Equal("(repeated header)", EgressGuard.Find(Get("p=600", new("User-Agent", "a"), new("user-agent", "b"))));

    [Fact]
    public void Guard_accepts_the_headers_of_a_browser() => Assert.Null(EgressGuard.Find(Get(
        "p=600",
        new("User-Agent",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"),
        new("Accept", "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"),
        new("Accept-Language", "de-DE,de;q=0.9,en-US;q=0.8,zh-Hant-TW;q=0.7"),
        new("CDN-Loop", "privacy-gateway"))));

    [Theory]
    [InlineData("Mozilla/5.0; eid=1")]
    [InlineData("Mozilla/5.0 (wtstp_eid=" + Id + ")")]
    [InlineData("App/1.0 %65id=" + Id)]
    public void Guard_refuses_an_identifier_in_the_user_agent(string userAgent) =>
        Assert.NotNull(EgressGuard.Find(Get("p=600", new HeaderLine("User-Agent", userAgent))));

    [Theory]
    [InlineData("/111111111111111/optout", "webtrekkOptOut=1", null)]
    [InlineData("/111111111111111/optout", "webtrekkOptOut=; other=1", null)]
    [InlineData("/111111111111111/optout", "webtrekkOptOut=" + Id, "(cookie)")]
    [InlineData("/111111111111111/optout", "wtstp_eid=1", "wtstp_eid")]
    [InlineData("/111111111111111/wt", "webtrekkOptOut=1", "(cookie)")]
    public void Guard_accepts_only_the_opt_out_cookie_on_an_opt_out_call(string path, string cookie, string? expected) =>
        Assert.Equal(expected, EgressGuard.Find(
            new RewrittenHit("GET", Encoding.ASCII.GetBytes(path), [new("Cookie", cookie)], null, IsAnonymous: true)));

    [Theory]
    [InlineData("/111111111111111/wt?nc=1", null)]
    [InlineData("/111111111111111,222222222222222/wtx7f3k?nc=1", null)]
    [InlineData("/js/smart-pixel.min.js?v=3", null)]
    [InlineData("/jane.doe/wt?nc=1", "(path)")]
    [InlineData("/111111111111111/wt/" + Id + "?nc=1", "(path)")]
    [InlineData("/111111111111111/wt" + Id + "?nc=1", "(path)")]
    public void Guard_accepts_only_tracking_paths(string target, string? expected) =>
        Assert.Equal(expected, EgressGuard.Find(new RewrittenHit("GET", Encoding.ASCII.GetBytes(target), [], null, IsAnonymous: true)));

    [Fact]
    public void Guard_does_not_check_an_identified_hit() =>
        Assert.Null(EgressGuard.Find(Get($"eid={Id}") with { IsAnonymous = false }));

    [Theory]
    [InlineData("eid=" + Id, null, "cp1=" + Id)]
    [InlineData("eid=" + Id, null, "cp1=a-" + Id + ".x")]
    [InlineData("eid=" + Id, null, "cp1=%32123456789012345678")]
    [InlineData("pu=https%3A%2F%2Fx%2F%3Feid%3D" + Id, null, "cp1=" + Id)]
    [InlineData("uc700=Jane.Doe%40example.org", null, "cp1=jane.doe@EXAMPLE.org")]
    [InlineData("uc711=Long+Street", null, "cp1=at%20long%20street,%20here")]
    [InlineData("p=1", "wtstp_eid=" + Id, "cp1=" + Id)]
    [InlineData("p=1", "wt3_eid=%3B111111111111111%7C" + Id + "%231795455233698", "cp1=" + Id)]
    public void Guard_finds_the_value_of_a_stripped_identifier_under_any_other_name(string original, string? cookie, string sent)
    {
        var stripped = Original(original, cookie);

        Assert.Equal("(stripped identifier)", EgressGuard.Find(Get(sent) with { Stripped = stripped }));
        Assert.Equal("(stripped identifier)", EgressGuard.Find(Batch($"wt?p=1\nwt?{sent}") with { Stripped = stripped }));
    }

    [Theory]
    [InlineData("uc5=Berlin&cd=customer12345", null, "ct=Berlin,customer12345")]
    [InlineData("eid=" + Id, null, "cp1=9" + Id)]
    [InlineData("eid=" + Id, null, "cp1=" + Id + "a")]
    [InlineData("eid=1234567", null, "cp1=1234567")]
    [InlineData("X-WT-UA=Chromium99", null, "cp1=chromium99")]
    [InlineData("p=1", "wt3_eid=%3B111111111111111%7C" + Id + "%231795455233698", "p=600,home,1,1x1,24,1,1795455233698,0,1x1,0")]
    [InlineData("p=1", "session=" + Id, "cp1=" + Id)]
    public void Guard_accepts_page_words_that_equal_stripped_values(string original, string? cookie, string sent) =>
        Assert.Null(EgressGuard.Find(Get(sent) with { Stripped = Original(original, cookie) }));

    [Fact]
    public void Guard_finds_the_value_of_a_stripped_identifier_in_a_header() =>
        Assert.Equal("(stripped identifier)", EgressGuard.Find(
            Get("p=1", new HeaderLine("User-Agent", $"App/1 ({Id})")) with { Stripped = Original($"eid={Id}", null) }));

    [Fact]
    public void Guard_checks_only_the_marked_lines_of_a_mixed_batch()
    {
        var mixed = Batch($"wt?p=1&eid={Id}\nwt?p=1&nc=1") with { IsAnonymous = false, IsMixed = true };

        Assert.Null(EgressGuard.Find(mixed));
        Assert.Equal("eid", EgressGuard.Find(mixed with { Body = Encoding.Latin1.GetBytes($"wt?p=1\nwt?p=1&nc=1&eid={Id}") }));
        Assert.Equal("eid", EgressGuard.Find(mixed with { Target = Encoding.Latin1.GetBytes($"/111111111111111/batch?eid={Id}") }));
    }

    private static StrippedValues Original(string query, string? cookie) => StrippedValues.From(new Hit(
        "GET", HitKind.Tracking, HitTarget.Parse("/111111111111111/wt?" + query), cookie is null ? [] : [new("Cookie", cookie)], default));

    private static RewrittenHit Get(string query, params HeaderLine[] headers) =>
        new("GET", Encoding.Latin1.GetBytes("/111111111111111/wt?" + query), headers, null, IsAnonymous: true);

    private static RewrittenHit Batch(string body) =>
        new("POST", Encoding.Latin1.GetBytes("/111111111111111/batch"), [new("Content-Type", "text/plain;charset=UTF-8")],
            Encoding.Latin1.GetBytes(body), IsAnonymous: true);
}
