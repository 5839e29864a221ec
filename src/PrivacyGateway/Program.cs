using PrivacyGateway.Cli;

return await CommandLine.RunAsync(args);
