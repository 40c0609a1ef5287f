namespace Amazon.IdentityManagement.Model;

public class AccessKeyMetadata
{
    public string UserName { get; set; }

    public string AccessKeyId { get; set; }

    public StatusType Status { get; set; }

    public DateTime? CreateDate { get; set; }
}
