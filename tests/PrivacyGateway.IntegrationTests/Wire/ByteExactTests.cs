namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>Forwarded parts are forwarded byte for byte; the platform would decode, encode and merge.</summary>
[Collection(WireCollection.Name)]
public sealed class ByteExactTests(WireFixture fixture)
{
    public static TheoryData<string> OddQueries =>
    [
        "p=600,%7e%7E&x=%65id",
        "p=600,%u00e4&x=%zz",
        "p=600,a|b&x=a+b%20c",
        "p=600,%2f%2F&x=//a/../b",
        "p=600,%E4%F6&x=%C3%A4",
        "p=600,home&&cs800=1&&",
        "p=600,home&empty&novalue=&=noname",
        "p=600,home&ba=a;b&st=view;add",
        "p=600,home&cs800=1&CS800=2&cs800=3",
        "p=600,home&x=[1]{2}^`\"<>\\",
        "p=600,home&x=100%&y=%&z=%4",
        "p=600,home&seid=1&cd2=2&ceidx=3&ncx=4",
        "p=600,home&x=a=b=c",
        "p=600,home&x='()*!~",
        "p=600,home&x=%25%32%35",
        "p=600,home&x=?a?",
        "p=600,home&%zz=%7e",
        "p=600,home&x=%252525252525252541",
    ];

    [Theory]
    [MemberData(nameof(OddQueries))]
    public async Task Identified_hit_is_forwarded_byte_for_byte(string query)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(WireHosts.Off, query));

        Assert.Equal($"/{RequestSpec.TrackId}/wt?{query}", exchange.Forwarded.Target);
    }

    [Theory]
    [MemberData(nameof(OddQueries))]
    public async Task Identified_form_is_forwarded_byte_for_byte(string form)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Post(WireHosts.Off, $"/{RequestSpec.TrackId}/wt", form, "Content-Type: application/x-www-form-urlencoded"));

        Assert.Equal(form, exchange.ForwardedBody);
        Assert.Equal($"/{RequestSpec.TrackId}/wt", exchange.Forwarded.Target);
    }

    [Theory]
    [InlineData("p=600,a|b,%u00e4&x=%7e+%20%zz", "p=600,a|b,%u00e4&nc=1&x=%7e+%20%zz")]
    [InlineData("p=600,home&eid=2260000000000000777&x=//a%2f%2F", "p=600,home&nc=1&x=//a%2f%2F")]
    [InlineData("eid=2260000000000000777&p=600,home&ba=a;b&cd=4711", "p=600,home&nc=1&ba=a;b")]
    [InlineData("p=600,home&%65id=1&E%49D=2&eid&eid=&ba=x", "p=600,home&nc=1&ba=x")]
    [InlineData("p=600,home&%2565id=1&ba=x", "p=600,home&nc=1&ba=x")]
    [InlineData("p=600,home&CD=4711&%63d=4711&uc5=a&cd2=keep", "p=600,home&nc=1&cd2=keep")]
    [InlineData("p=600,home&seid=1&ceidx=3&ncx=4", "p=600,home&nc=1&seid=1&ceidx=3&ncx=4")]
    [InlineData("p=600,home&x=100%&y=%&z=%4&w=%E4", "p=600,home&nc=1&x=100%&y=%&z=%4&w=%E4")]
    [InlineData("p=600,home&uc700=a%40b.test&cs800=1", "p=600,home&nc=1&cs800=1")]
    [InlineData("p=600,home&cs800=1&CS800=2&cs800=3", "p=600,home&nc=1&cs800=1&CS800=2&cs800=3")]
    [InlineData("p=600,home&pu=https%3A%2F%2Fwww.shop.test%2F%3Fwtstp_eid%3D2260000000000000777%26a%3D1&cs800=1",
        "p=600,home&nc=1&pu=https%3A%2F%2Fwww.shop.test%2F%3Fa%3D1&cs800=1")]
    [InlineData("p=600,home&one=1&fns=1&ui5=9&cdb1=2&geid=1&fweid=4&cs800=1", "p=600,home&nc=1&cs800=1")]
    [InlineData("p=600,home&fpv=session7&fpt=2.1.0", "p=600,home&nc=1&fpv=session7&fpt=2.1.0")]
    public async Task Preserved_parameters_of_an_anonymous_hit_are_forwarded_byte_for_byte(string query, string forwarded)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(WireHosts.OptOut, query, WireHosts.AnonymousCookie));

        Assert.Equal($"/{RequestSpec.TrackId}/wt?{forwarded}", exchange.Forwarded.Target);
    }

    [Theory]
    [InlineData("/111111111111111/wt?")]
    [InlineData("/111111111111111/wt")]
    [InlineData("/111111111111111,222222222222222/wt?p=600,home")]
    [InlineData("/111111111111111/wtl58knvm?cs800=1&p=600,home")]
    [InlineData("/111111111111111/wt.pl?p=600,home")]
    [InlineData("/111111111111111/hm?p=600,home&hm_ts=1")]
    [InlineData("/111111111111111/hm.pl?p=600,home")]
    [InlineData("/111111111111111/cdb?p=600,home&cdb1=2")]
    [InlineData("/111111111111111/cc?a=s&c=wteid_111111111111111&v=2260000000000000777&cp=%2F&cl=180")]
    public async Task Identified_request_on_every_path_of_the_protocol_is_forwarded_unchanged(string target)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Get(WireHosts.Off, target));

        Assert.Equal(target, exchange.Forwarded.Target);
    }
}
