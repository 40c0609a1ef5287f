using Amazon.CDK;
using TmuxBuilder.Cdk;

// The bridge to Node warns at length of versions that it works well with, and of what the toolkit itself still calls
// though it is deprecated; where we would, the compiler says so. The first takes versions.
System.Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "18,19,20,21,22");
System.Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION", "1");
System.Environment.SetEnvironmentVariable("JSII_DEPRECATED", "quiet");
try
{
    var app = new App(new AppProps { AnalyticsReporting = false });
    var settings = StageFile.Read("cdk/stages", Context("stage", new StageSettings().Stage));
    StageApp.Add(
        app,
        Context("retain", "true") == "false" ? settings with { Retain = false } : settings,
        Artifacts.In(Context("artifacts", "artifacts")),
        deploying: Context("deploying", "false") == "true");
    app.Synth();
    return 0;

    string Context(string name, string otherwise) => app.Node.TryGetContext(name) as string ?? otherwise;
}
catch (StageException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}
