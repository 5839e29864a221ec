using PrivacyGateway.Cli.Verbs;

return await CommandLine.RunAsync(args);
