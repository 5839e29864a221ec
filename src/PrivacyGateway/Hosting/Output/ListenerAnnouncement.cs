using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PrivacyGateway.Hosting.Output;

/// <summary>Says where the gateway listens: to a reader in so many words, to a program in the log's own form.</summary>
internal static partial class ListenerAnnouncement
{
    public static void Write(GatewayHost host, LogFormat format, StandardOutput output)
    {
        if (format == LogFormat.Text)
        {
            foreach (var address in host.PublicAddresses)
                output.Out.WriteLine($"Now listening on: {address}");
            foreach (var address in host.AdminAddresses)
                output.Out.WriteLine($"Admin listening on: {address}");
            return;
        }

        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ListenerAnnouncement).FullName!);
        foreach (var address in host.PublicAddresses)
            Log.Listening(logger, address);
        foreach (var address in host.AdminAddresses)
            Log.AdminListening(logger, address);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Now listening on: {Address}")]
        public static partial void Listening(ILogger logger, string address);

        [LoggerMessage(2, LogLevel.Information, "Admin listening on: {Address}")]
        public static partial void AdminListening(ILogger logger, string address);
    }
}
