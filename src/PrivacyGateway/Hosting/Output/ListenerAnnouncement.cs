using Microsoft.Extensions.Logging;

namespace PrivacyGateway.Hosting.Output;

/// <summary>Announces the bound addresses: plain lines in text format, log events in JSON format.</summary>
internal static partial class ListenerAnnouncement
{
    public static void Write(IReadOnlyList<string> publicAddresses, IReadOnlyList<string> adminAddresses, ILoggerFactory loggers,
        LogFormat format, StandardOutput output)
    {
        if (format == LogFormat.Text)
        {
            foreach (var address in publicAddresses)
                output.Out.WriteLine($"Now listening on: {address}");
            foreach (var address in adminAddresses)
                output.Out.WriteLine($"Admin listening on: {address}");
            return;
        }

        var logger = loggers.CreateLogger(typeof(ListenerAnnouncement).FullName!);
        foreach (var address in publicAddresses)
            Log.Listening(logger, address);
        foreach (var address in adminAddresses)
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
