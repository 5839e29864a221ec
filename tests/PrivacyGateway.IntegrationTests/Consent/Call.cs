using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>Requests to the consent endpoints, and their responses.</summary>
internal static class Call
{
    public const string AnonymousCookie = "/.privacy/anonymous-cookie";
    public const string OptOut = "/.privacy/opt-out";
    public const string State = "/.privacy/state";

    private const string FormType = "Content-Type: application/x-www-form-urlencoded";

    /// <summary>A form of one of the shop's own pages.</summary>
    public static RequestSpec Form(string host, string resource, string fields, params string[] headers) =>
        RequestSpec.Post(host, resource, fields, [ConsentHosts.FromShop, FormType, .. headers]);

    /// <summary>A request of <c>fetch</c> on one of the shop's own pages, without a body.</summary>
    public static RequestSpec Bare(string method, string host, string resource, params string[] headers) =>
        RequestSpec.Get(host, resource, [ConsentHosts.FromShop, .. headers]) with { Method = method };

    /// <summary>A method and a path in one string, for tests over all endpoints.</summary>
    public static RequestSpec Create(string call, params string[] headers)
    {
        var parts = call.Split(' ');
        return RequestSpec.Get(ConsentHosts.Track, parts[1], headers) with { Method = parts[0] };
    }

    public static string Json(this Exchange exchange)
    {
        Assert.Equal(["application/json"], exchange.Response.HeaderValues("Content-Type"));
        Assert.Equal(["no-store"], exchange.Response.HeaderValues("Cache-Control"));
        Assert.Equal(["nosniff"], exchange.Response.HeaderValues("X-Content-Type-Options"));
        return Encoding.UTF8.GetString(exchange.Response.Body).TrimEnd('\n');
    }

    /// <summary>Refused, and nothing has changed.</summary>
    public static void IsRefused(this Exchange exchange, int status)
    {
        Assert.Equal(status, exchange.Response.Status);
        Assert.Empty(exchange.SetCookies());
        Assert.Empty(exchange.Response.HeaderValues("Location"));
        exchange.NothingForwarded();
    }

    public static string[] SetCookies(this Exchange exchange) => [.. exchange.Response.HeaderValues("Set-Cookie")];
}
