namespace PrivacyGateway.Hosting.Tls;

/// <summary>Why a certificate's files cannot be used.</summary>
/// <param name="Key">The configuration's key that is to blame: <c>Path</c>, <c>KeyPath</c> or <c>Password</c>.</param>
/// <param name="Message">What is wrong, with the file.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record CertificateProblem(string Key, string Message, string Remedy);
