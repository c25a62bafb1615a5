"""How Vietnamese reports speech: the facts that `speech_words.SpeechWords` asks for."""

from __future__ import annotations

from helpers.speech.words import CAPITAL, UPPER, SpeechWords, gendered

_ROLE_VI = (
    "người phát ngôn|phát ngôn viên|phát ngôn nhân|bộ trưởng|thứ trưởng|ngoại trưởng|tổng thống|phó tổng thống|"
    "thủ tướng|phó thủ tướng|chủ tịch|phó chủ tịch|tổng thư ký|đại sứ|đặc phái viên|"
    "đại diện|quan chức|giới chức|chuyên gia|giáo sư|tiến sĩ|nhà phân tích|nhà nghiên cứu|nhà khoa học|nhà ngoại "
    "giao|nhà hoạt động|giám đốc|tổng giám đốc|phó giám đốc|viện trưởng|hiệu trưởng|cục trưởng|vụ trưởng|"
    "trưởng phòng|trưởng đoàn|tư lệnh|đại tướng|thượng tướng|trung tướng|thiếu tướng|đại tá|thượng tá|trung tá|"
    "tướng|đại úy|nghị sĩ|thượng nghị sĩ|hạ nghị sĩ|đại biểu|luật sư|thẩm phán|nhà báo|phóng viên|cố vấn|"
    "người đứng đầu|lãnh đạo|nhà lãnh đạo|các nhà lãnh đạo|bí thư|ủy viên|cao ủy|thống đốc|thị trưởng|quốc vương|"
    "hoàng tử|thái tử|nữ hoàng|giáo hoàng|nhà kinh tế|nhà sáng lập|đồng sáng lập|quản lý|kỹ sư|bác sĩ|giáo viên|"
    "sinh viên|học giả|"
    "nhà quan sát|giới quan sát|giới phân tích|giới chuyên gia|giới khoa học|nguồn tin|người dân|nhân chứng|cư "
    "dân|nông dân|ngư dân|công nhân|chủ quán|chủ nhà|quốc vụ khanh|trợ lý|trưởng ban|phó trưởng ban|chánh văn "
    "phòng|thủ lĩnh|điều phối viên|huấn luyện viên|cầu thủ|nhà văn|nhà sử học|vị này|y tá|trung úy|thiếu úy|"
    "thượng úy|hạ sĩ|tiền đạo|chân sút|thủ môn|đồng nghiệp|người đồng cấp|đồng cấp|đại diện|đạo diễn|thuyền "
    "trưởng|trưởng nhóm|chủ nhiệm|nhà vận động|điều tra viên|thanh tra|viên chức|quan sát viên|nhà bình luận|"
    "tổng biên tập"
)

VIETNAMESE_SPEECH = SpeechWords(
    quotes=(("“", "”"), ('"', '"'), ("«", "»"), ("‘", "'"), ("「", "」")),
    said="nói thêm|nói rõ|nói tiếp|nói|cho biết thêm|cho biết|cho rằng|cho hay|nhận định|khẳng định|tuyên bố|nhấn "
    "mạnh|cảnh báo|lưu ý|nêu rõ|thừa nhận|tiết lộ|giải thích|chỉ ra|chỉ rõ|cáo buộc|quả quyết|tái khẳng định|"
    "khẳng định lại|lập luận|"
    "nghĩ rằng|tin rằng|kể lại|than phiền|phàn nàn|than thở|dự báo|dự đoán|hé lộ|nhắc lại|lý giải|kêu gọi|phủ "
    "nhận|đưa tin|loan tin|tố cáo|nhận xét|thú nhận|thốt lên|bộc bạch|tâm sự|giãi bày|đáp lại|đáp|phản bác|biện "
    "minh|hứa|thúc giục|hối thúc|kết luận|xác nhận|ước tính|thông báo|suy đoán|phỏng đoán|mỉa mai|ví von|đùa|nói "
    "đùa|hét lên|khuyến cáo|viết|bác bỏ việc|phủ nhận việc|thừa nhận việc|bổ sung",
    reported="kể|chia sẻ|phân tích|bày tỏ|nêu|thông tin|trả lời|bình luận|đề nghị|chỉ trích|cam kết|tố|phê phán|"
    "lên án|đánh giá|báo cáo|đề xuất|yêu cầu|hy vọng|hi vọng|kỳ vọng|lo ngại|lo lắng|quan ngại|mong muốn|"
    "mong|ghi nhận|công bố|nhắc nhở|tranh luận|giải trình|trình bày|nhìn nhận|xác định|"
    "loan báo|tường thuật|nghi ngờ|nghi|khuyên|khuyến nghị|thề|dặn|căn dặn|tin tưởng|tin|trấn an|nhắc|đoán|chê|"
    "khen|tỏ ý|hoài nghi|cân nhắc",
    weak="kể|chia sẻ|phân tích|bày tỏ|nêu|thông tin|trả lời|bình luận|đề nghị|chỉ trích|cam kết|tố|phê phán|lên "
    "án|đánh giá|báo cáo|đề xuất|yêu cầu|hy vọng|hi vọng|kỳ vọng|lo ngại|lo lắng|quan ngại|mong muốn|mong|"
    "ghi nhận|công bố|nhắc nhở|tranh luận|giải trình|trình bày|nhìn nhận|xác định|"
    "loan báo|tường thuật|nghi ngờ|nghi|khuyên|khuyến nghị|thề|dặn|căn dặn|tin tưởng|tin|trấn an|nhắc|đoán|chê|"
    "khen|tỏ ý|hoài nghi|cân nhắc",
    quoted_only="phát biểu|gọi|mô tả|ví|hỏi|đặt câu hỏi|ghi|thắc mắc|than|phản đối|bác bỏ|ca ngợi|hoan nghênh|đe "
    "dọa|dọa|chất vấn|nhấn|chốt lại|hô|hô to|reo lên|thì thầm|lẩm bẩm|hỏi lại|chốt",
    acts=r"cảnh báo về(?= (?:[^\s.]+ ){9})|kêu gọi|cáo buộc|thúc giục|hối thúc|tố cáo|hứa|cam kết|"
    r"thề|dọa|đe dọa|bác bỏ việc|phủ nhận việc|thừa "
    "nhận việc|nhấn mạnh",
    describes="gọi|mô tả|ví|coi|miêu tả|so sánh",
    handed=(
        r"(?<!\w)(?:dẫn lời|trích lời|dẫn nguồn tin từ|dẫn nguồn tin|dẫn nguồn) (?P<source>[^:;“\"]{2,120}?)"
        r",? (?:rằng|cho biết|nói rằng|nói|cho rằng|cho hay|khẳng định|viết|nhận định|tuyên bố|nêu|thông báo)"
        r"(?!\w)(?: thêm)?(?: rằng| là)?:?\s*",
    ),
    citing=r"(?<!\w)(?:[Dd]ẫn|[Tt]rích dẫn|[Tt]rích) (?:nguồn tin từ |nguồn tin |nguồn |lời )?(?:một |bản )"
    r"?(?:(?:tuyên bố|thông cáo|thông báo|báo cáo|văn bản|tài liệu|thông tư|bài phát biểu|số liệu)(?: \w+)?? "
    r"(?:của|từ) )?(?P<source>[^,;“\"]{2,80}),",
    not_after=r"\s+(?:gì|nhiều điều|lời|của|về|chung|chính trị|lên điều|lên nhiều)(?!\w)",
    modal=r"(?<!\w)(?:cần|phải|sẽ|nên|không thể|có thể|cần phải)(?!\w)",
    phrase=4,
    nouns="liên minh|tờ báo|báo|hãng|hãng tin|tổ chức|cơ quan|bộ|công ty|chính phủ|viện|tập đoàn|đài|ủy ban|hội "
    "đồng|tạp chí|tuần báo|câu lạc bộ|ngân hàng|tòa án|đại học|bệnh viện",
    that="rằng|là",
    far="rằng",
    false_uses=r"nói chung|nói riêng|có thể nói|phải nói|nói cách khác|nói đến|nói về|nói chuyện|nói trên(?=[,.;]|"
    r"\s+(?:đã|sẽ|là|được|có|không|cũng|vẫn))|nói dối|tiếng nói|lời nói|giọng nói|nói không với|nói không|"
    r"khó nói|nói thẳng ra|hay nói|chưa nói|không nói|cách nói|khả năng nói|biết nói|nói gì|nói là làm|nhận "
    r"dạng giọng nói"
    r"|chia sẻ thông tin|chia sẻ dữ liệu|chia sẻ kinh nghiệm|chia sẻ lợi ích|chia sẻ trách nhiệm|chia sẻ hình ảnh|"
    r"bày tỏ lòng|thông báo chung|tuyên bố chung|tuyên bố chủ quyền|tuyên bố chính trị|tuyên bố chiến tranh|"
    r"khẳng định vị thế|khẳng định mình|khẳng định vai trò|khẳng định chủ quyền|gọi là|kêu gọi vốn|gọi vốn|gọi "
    r"điện|cuộc gọi|lời kêu gọi|"
    r"thông tin sai lệch|công nghệ thông tin|thông tin liên lạc|cảnh báo sớm|hệ thống cảnh báo|đánh giá cao|đánh "
    r"giá lại|kể từ|kể cả|kể trên|đáng kể|chưa kể|không kể|viết tắt|bài viết|nêu trên|đề nghị của|yêu cầu của|"
    r"đáp ứng|hỏi thăm|học hỏi|đòi hỏi|câu hỏi|ghi nhớ|ghi hình|bản ghi|ví dụ|báo cáo của|tố tụng|yếu tố|bổ sung "
    r"cho|phân tích dữ liệu|phát biểu tại|phát biểu trước|phát biểu trong|phát biểu khai mạc|phát biểu bế mạc|"
    r"phát biểu trực tuyến|phát biểu với|phát biểu nhân|phát biểu sau|phát biểu trên|trả lời phỏng vấn|trả lời "
    r"báo chí|trả lời câu hỏi|trả lời phóng viên|trả lời trước|mong manh|mong chờ|nghiêm trọng|xác định vị trí|"
    r"nhấn chìm|nhấn nút|trao đổi thông tin|nghi phạm|nghi vấn|nghi lễ|hội nghị|đề nghị tuyên|than đá|khen "
    r"thưởng|dọa nạt|gọi tên",
    not_before=r"(?:(?<!\w)(?:mối|lời|bài|bản|ra|trong|các|những|một|sự|theo|hệ thống|đưa ra|cuộc|về|với|được|bị|để|"
    r"có|không|chưa|chẳng|muốn|phải|nên|hãy|từ chối|có thể|khó|mọi|nhiều|số|của|qua|sau|gửi|phát|nhận|khi|"
    r"việc|cách|và các|tự|kênh|trao đổi|sẽ|cần|phát hành|bản tin|mức|mang tính|đầy|dám|như|tiếng|giọng|ngành|"
    r"bộ|nguồn|cung cấp|xử lý|lan truyền|tung|công nghệ|an ninh|an toàn|đường dây|từng được))$",
    before_verb=r"(?:(?<!\w)(?:cũng|đã|còn|lại|từng|vừa|mới|thì|tiếp tục|đồng thời|nhiều lần|liên tục|hôm qua|hôm "
    r"nay|hôm \d+[-/]\d+|sáng nay|chiều nay|trước đó|sau đó|ngay lập tức|một lần nữa|thẳng thắn|công khai|"
    r"mạnh mẽ|rõ|đều|luôn|bèn|trước đây|gần đây|mới đây|hồi \w+ \w+|ngày \d+[-/]\d+(?:[-/]\d+)?|ngày \d+ "
    r"tháng \d+|hôm thứ \w+|vẫn|thường|bất ngờ|chính thức|lên tiếng|trả lời|phát biểu|thêm|có lần|có bài|"
    r"đăng đàn|ra thông báo|ra tuyên bố|nêu quan điểm|viết trên \w+|rồi|tỏ ra lạc quan|dứt khoát|phải|trực "
    r"tiếp|lần đầu|cùng|nhưng|và))",
    after_verb=r"(?:thêm|rõ|tiếp|lại|với (?:báo giới|báo chí|phóng viên|các phóng viên|truyền thông|hãng tin [\w "
    r"]+?|[^,:;.“\"]{2,30}?)(?= rằng|:|,)|qua [^,:;.“\"]{2,40}?(?= rằng|:)|trong [^,:;.“\"]{2,60}?(?= rằng|:)"
    r"|tại [^,:;.“\"]{2,60}?(?= rằng|:)|trên [^,:;.“\"]{2,40}?(?= rằng|:)|hôm [^,:;.“\"]{1,20}?(?= rằng|:)|"
    r"ngày [^,:;.“\"]{1,20}?(?= rằng|:)|trước [^,:;.“\"]{2,40}?(?= rằng|:)|khi [^,:;.“\"]{2,40}?(?= rằng|:)|"
    r"như sau|sau [^,:;.“\"]{2,40}?(?= rằng|:)|bằng [^,:;.“\"]{2,40}?(?= rằng|:)|về [^,:;.“\"]{2,60}?(?= "
    r"rằng|:)|đây|đó|ngắn gọn|quan điểm|hy vọng|lo ngại|quan ngại|tin tưởng|mong muốn|ý kiến|trên mạng xã "
    r"hội|với giọng [^,:;.“\"]{2,30}?(?=:))",
    listener="",
    finite=r"(?<!\w)(?:sẽ|đã|đang|phải|cần|không|là|được|bị|có|nên|chưa|vẫn|còn|muốn|thì)(?!\w)",
    according=(
        r"^(?:Nhưng |Tuy nhiên, |Song |Còn |Cũng |Và )?[Tt]heo (?:lời |tin |thông tin từ |thông tin của |nguồn "
        r"tin từ |nguồn tin của |nhận định của |đánh giá của |quan điểm của |báo cáo của |thông báo của |tuyên "
        r"bố của |thông cáo của |dẫn lời |ý kiến của |giải thích của |ước tính của |số liệu của )"
        r"?(?P<source>(?!(?:sau|đó|dõi|đuổi|hướng|kế hoạch|lịch|quy định|luật|thỏa thuận|điều|truyền thống|thời "
        r"gian|yêu cầu|dự kiến|nghĩa|cách|hình thức|giờ|thông lệ|chương trình|mẫu|nguyên tắc|hiệp định|hiến pháp|"
        r"tiến độ|từng|phong tục|thứ tự|tỷ lệ|mức|tiêu chuẩn|đề nghị|lệnh|thể thức|đường)(?!\w))[^,:;]+?), ",
        r", (?:cũng )?theo (?:lời |tin |thông tin từ |thông tin của |nguồn tin từ |nhận định của |báo cáo của |"
        r"thông báo của |tuyên bố của |ước tính của |số liệu của )?(?P<source>(?!(?:sau|đó|dõi|đuổi|hướng|kế "
        r"hoạch|lịch|quy định|luật|thỏa thuận|điều|truyền thống|thời gian|yêu cầu|dự kiến|nghĩa|cách|hình thức|"
        r"giờ|thông lệ|chương trình|mẫu|nguyên tắc|hiệp định|từng|thứ tự|tỷ lệ|mức|tiêu chuẩn|đề nghị|lệnh|đường)"
        r"(?!\w))[^,:;”\"]+?)(?:[.!?]?$|, )",
        r"^Trong mắt (?P<source>[^,:;]+?), ",
    ),
    cites=r"(?:dẫn lời|trích lời|trích dẫn|dẫn nguồn tin|dẫn nguồn|dẫn thông báo của|dẫn tuyên bố của|dẫn|trích) "
    r"(?P<source>[^,;]+)$",
    connectors=r"(?:như những gì|những gì|điều mà|nhưng|và|song|tuy nhiên|còn|trong khi|trong khi đó|"
    r"đồng thời|ngoài ra|bên cạnh đó|mặc dù|dù|"
    r"vì|do|bởi|khi|nếu|mà|rồi|thế nhưng|tuy vậy|theo đó|cũng|hôm qua|hôm nay|trước đó|sau đó|cùng ngày|mới "
    r"đây|đáp lại|về phần mình|cả|ngay cả|hiện|phía|như|nơi|để|rằng|tuy|lúc|chính|về vấn đề này|ngày "
    r"\d+[-/]\d+(?:[-/]\d+)?)(?!\w),?",
    adjuncts=r"(?:phát biểu|trả lời|tại|trong|trước|sau|khi|về|với|theo|ở|trên|nói về|đề cập|liên quan|bình luận|"
    r"nhân|cùng ngày|hôm|ngày|ngoài ra|bên cạnh|tuy nhiên|nhưng|đồng thời|sáng|chiều|tối|để|vì|do|qua|chia "
    r"sẻ|đáp lại|từ|dù|mặc dù|thông qua|trao đổi|giải thích|nhằm|ngay|cũng|trực tuyến|viết|đánh giá|lý giải|"
    r"dẫn|nếu|như|đại diện cho|bất chấp|thay mặt|kết thúc|mở đầu|tham dự|dự|có mặt|tiếp|gặp|kết luận)(?!\w)",
    head_stops="ra|tại|trong|hôm|ngày|đã|cũng|vừa|khi|trên|qua|sáng|chiều|tối|vào|hồi|với|còn|lại|nhiều lần",
    reporting=r"\s*(?:tại|trong|trên|hôm|ngày|với|trước|khi|sau|sáng|chiều|tối|qua)(?!\w)",
    dateline=r"(?:[A-ZĐ]{2,12}|\([^)]{2,30}\)|[A-ZĐ][\w ]{2,20}, ngày [\d/-]+(?: \([^)]*\))?) ?(?:--|-|–|—) ",
    places="Việt Nam|Trung Quốc|Mỹ|Nga|Hàn Quốc|Triều Tiên|Nhật Bản|Anh|Pháp|Đức|Ấn Độ|Ukraine|Israel|Iran|Úc|"
    "Australia|Canada|Philippines|Singapore|NATO|EU|Liên Hợp Quốc|Hà Lan|Ba Lan|Thổ Nhĩ Kỳ|Đài Loan|"
    "Campuchia|Lào|Thái Lan|Indonesia|Malaysia|Nhà Trắng|Lầu Năm Góc",
    joins="và|đồng thời|rồi|nhưng|và cũng",
    relative="người|vốn",
    first_person=r"(?<!\w)(?:chúng tôi|Chúng tôi|chúng ta|Chúng ta|tôi|Tôi)(?!\w)",
    narrator=r"(?<!\w)(?:hôm qua|tuần trước|tháng trước|năm ngoái|ký kết|gặp|họp|diễn ra|ngày \d+)(?!\w)",
    titles="ông|bà|cô|ngài|tướng|anh|chị|" + _ROLE_VI,
    pronouns=gendered(
        m="ông|anh|ông ấy|ông này|ông ta|anh này|ngài|anh ấy",
        f="bà|chị|bà ấy|bà này|cô|bà ta|cô này|cô ấy",
        p="họ",
        any_="vị này|người này",
        i="nó",
    ),
    genders=gendered(
        m="ông|anh|ngài",
        f="bà|chị|cô",
    ),
    any_case=True,
    determiners="một|vị|các|những|bản|bài|cuộc|nữ|cựu",
    back="này|nói trên|ấy|đó|trên",
    indefinite=r"(?:một|các|những|giới)\b",
    articles="một|vị|các|những|tờ|hãng|báo|đài|ông|bà|cô|anh|chị|ngài|nữ",
    name_ends="thuộc|tại|từ|đến từ|của|ở",
    subject=rf"^\W*(?P<name>(?i:{_ROLE_VI})(?: [{UPPER}]\w+)?)(?= (?:của|tại|đã|ủng))",
    roles=_ROLE_VI,
    documents="thông cáo|thông báo|tuyên bố|bài báo|bài viết|bản tin|công hàm|thông tư|văn bản",
    bodies="bộ|liên minh|liên hợp quốc|ủy ban|hội đồng|tổ chức|cơ quan|chính phủ|quốc hội|đảng|báo|hãng|đài|tập "
    "đoàn|công ty|viện|đại học|quân đội|điện|nhà trắng|minh ước|sở|cục|tòa|truyền thông|nước|phía|mạng lưới|"
    "hiệp hội|quỹ|ngân hàng",
    media="báo|hãng|đài|tờ|truyền thông|kênh|tạp chí|bản tin|Bloomberg|Reuters|AFP|AP|Xinhua|Tân Hoa xã|TASS|CNN|"
    "BBC|Kyodo|Yonhap",
    generic="cái|đây|đó|điều này|điều đó|này|kia|ai|người ta|thực tế|dữ liệu|số liệu|kết quả|có thể|phải|nghĩa|"
    "khó|nhiều khi|tức",
    persons=(
        rf"(?:(?<!\w)(?:ông|bà|Ông|Bà|ngài|Ngài|anh|Anh|chị|Chị|cô|Cô) )(?P<name>{CAPITAL}(?: {CAPITAL}){{0,4}})",
        rf"(?i:(?<!\w)(?:{_ROLE_VI}))(?: (?:của |thuộc )?(?!(?:ở|tại|từ|đến|trong|cho|với|và|về|nói|là)(?!\w))"
        rf"(?:{CAPITAL}|[\w]+)){{0,6}}? (?P<name>{CAPITAL}(?: {CAPITAL}){{1,4}})(?=[,.;:]| [a-zà-ỹđ])",
    ),
)
