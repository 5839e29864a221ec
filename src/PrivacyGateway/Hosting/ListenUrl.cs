using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Binds Kestrel to a URL of <c>--urls</c> or <c>ASPNETCORE_URLS</c>. Kestrel ignores those once an endpoint is set in code.
/// </summary>
internal static class ListenUrl
{
    /// <param name="kestrel">The server.</param>
    /// <param name="url">The URL to listen on.</param>
    /// <param name="tls">Selects the certificate of an https URL.</param>
    /// <param name="configure">Configures the listener further, or null.</param>
    /// <exception cref="FormatException">The URL is invalid.</exception>
    public static void Bind(
        KestrelServerOptions kestrel, string url, TlsHandshakeCallbackOptions tls, Action<ListenOptions>? configure = null)
    {
        var address = BindingAddress.Parse(url);
        if (address.Scheme.ToLowerInvariant() is not ("http" or "https") || address.Port is < 0 or > 65535 || address.IsUnixPipe
            || address.IsNamedPipe || address.PathBase.Length > 0)
            throw new FormatException($"\"{url}\" is not of the form http://host:port.");

        void Configure(ListenOptions options)
        {
            if (string.Equals(address.Scheme, "https", StringComparison.OrdinalIgnoreCase))
                options.UseHttps(tls);
            configure?.Invoke(options);
        }

        // Kestrel cannot bind port 0 on both loopback addresses.
        if (IPAddress.TryParse(address.Host, out var ip))
            kestrel.Listen(ip, address.Port, Configure);
        else if (!string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase))
            kestrel.ListenAnyIP(address.Port, Configure);
        else if (address.Port == 0)
            kestrel.Listen(IPAddress.Loopback, 0, Configure);
        else
            kestrel.ListenLocalhost(address.Port, Configure);
    }
}
