namespace Amazon.IdentityManagement.Model;

public class AccessKey
{
    public string UserName { get; set; }

    public string AccessKeyId { get; set; }

    public StatusType Status { get; set; }

    public string SecretAccessKey { get; set; }

    public DateTime? CreateDate { get; set; }
}
