using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Marks every connection that came in on the admin listener, so that its pages exist there and nowhere else,
/// whatever host or port a request claims.
/// </summary>
internal sealed class AdminListener
{
    private ListenOptions? _options;

    /// <summary>The port it is bound to, once the server runs.</summary>
    public int? Port => _options?.IPEndPoint?.Port;

    public void Mark(ListenOptions options)
    {
        _options = options;
        options.Use(next => connection =>
        {
            connection.Features.Set(this);
            return next(connection);
        });
    }

    public static bool IsOn(HttpContext context) => context.Features.Get<AdminListener>() is not null;
}
