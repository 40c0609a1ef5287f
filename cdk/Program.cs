using Amazon.CDK;
using TmuxBuilder.Cdk;

// The bridge to Node warns at length of versions that it works well with.
System.Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "1");
System.Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION", "1");
try
{
    var app = new App();
    StageApp.Add(
        app,
        StageFile.Read("cdk/stages", Context("stage", new StageSettings().Stage)) is var settings
            && Context("retain", "true") == "false" ? settings with { Retain = false } : settings,
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
