namespace TmuxBuilder.Functions.Tests.Fleet;

/// <summary>
/// An agent of a few lines of shell: to <c>number 7</c> it answers <c>heard 7</c>, after as long as a thought takes. It
/// remembers all it was asked in its workspace.
/// </summary>
internal static class EchoAgent
{
    private const string Program = """
        #!/bin/bash
        cd "$2"
        say() { /opt/tb/hook.sh <<<"{\"hook_event_name\":\"$1\"$2}"; }
        say SessionStart ',"source":"startup"'
        while IFS= read -r line; do
          say UserPromptSubmit ",\"prompt\":\"$line\""
          file=${line#Read }
          number=$(grep -o 'number [0-9]*' "${file%% *}" | tail -n 1)
          mkdir -p code
          echo "$number" >>code/asked.txt
          sleep 3
          echo "heard ${number#number }" >summary.md
          ./notify.sh summary
          say Stop ',"last_assistant_message":"Done."'
        done
        """;

    /// <summary>Writes the program into a folder and returns its path.</summary>
    public static string Write(string folder)
    {
        var path = Path.Combine(folder, "echo-agent");
        File.WriteAllText(path, Program);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
