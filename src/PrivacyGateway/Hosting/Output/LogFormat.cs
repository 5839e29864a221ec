namespace PrivacyGateway.Hosting.Output;

/// <summary>How the log is written to the console.</summary>
internal enum LogFormat
{
    /// <summary>One line an event, for a reader.</summary>
    Text,

    /// <summary>One JSON object a line, for a program.</summary>
    Json,
}
