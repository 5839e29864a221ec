using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>
/// Marks each connection that the admin listener accepts. The admin pages exist only on such connections, whatever host or port
/// a request claims.
/// </summary>
internal sealed class AdminListener
{
    private ListenOptions? _options;

    /// <summary>The bound port; null before the server has started.</summary>
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
