using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>Requests to the consent endpoints, and what their answers say.</summary>
internal static class Call
{
    public const string AnonymousCookie = "/.privacy/anonymous-cookie";
    public const string OptOut = "/.privacy/opt-out";
    public const string State = "/.privacy/state";

    private const string FormType = "Content-Type: application/x-www-form-urlencoded";

    /// <summary>A form of one of the shop's own pages.</summary>
    public static Ask Form(string host, string resource, string fields, params string[] headers) =>
        Ask.Post(host, resource, fields, [ConsentHosts.FromShop, FormType, .. headers]);

    /// <summary>What <c>fetch</c> of one of the shop's own pages sends, without a body.</summary>
    public static Ask Bare(string method, string host, string resource, params string[] headers) =>
        Ask.Get(host, resource, [ConsentHosts.FromShop, .. headers]) with { Method = method };

    /// <summary>A method and a path in one word, for tests that ask them all.</summary>
    public static Ask Of(string call, params string[] headers)
    {
        var parts = call.Split(' ');
        return Ask.Get(ConsentHosts.Track, parts[1], headers) with { Method = parts[0] };
    }

    public static string Json(this Exchange exchange)
    {
        Assert.Equal(["application/json"], exchange.Answer.HeaderValues("Content-Type"));
        Assert.Equal(["no-store"], exchange.Answer.HeaderValues("Cache-Control"));
        Assert.Equal(["nosniff"], exchange.Answer.HeaderValues("X-Content-Type-Options"));
        return Encoding.UTF8.GetString(exchange.Answer.Body).TrimEnd('\n');
    }

    /// <summary>Refused, and nothing has changed anywhere.</summary>
    public static void IsRefused(this Exchange exchange, int status)
    {
        Assert.Equal(status, exchange.Answer.Status);
        Assert.Empty(exchange.SetCookies());
        Assert.Empty(exchange.Answer.HeaderValues("Location"));
        exchange.NothingLeft();
    }

    public static string[] SetCookies(this Exchange exchange) => [.. exchange.Answer.HeaderValues("Set-Cookie")];
}
