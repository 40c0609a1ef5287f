namespace TmuxBuilder.Testing;

/// <summary>Steps of a single block.</summary>
public static class ScenarioExtensions
{
    extension(Scenario scenario)
    {
        public Scenario Says(string text) => scenario.Step(step => step.Text(text));

        public Scenario Bash(string command) => scenario.Step(step => step.Bash(command));

        public Scenario Reads(string path) => scenario.Step(step => step.Read(path));

        public Scenario Writes(string path, string content) => scenario.Step(step => step.Write(path, content));
    }
}
