"""The furniture of Vietnamese news pages."""

# ruff: noqa: SIM905 (one fact a row, however long; word lists read best as one string)

from __future__ import annotations

from helpers.reading.page_words import PageWords, rows

_UPPER = "A-ZĐÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨƠƯẠ-Ỹ"
_PERSON = rf"(?-i:[{_UPPER}][\w.’'-]*(?: [{_UPPER}][\w.’'-]*){{0,5}})"
_AGENCIES = r"(?-i:AFP|AP|Reuters|REUTERS|TTXVN|THX|Getty|Bloomberg|EPA|EFE|Shutterstock|Xinhua|Tân Hoa xã|Sputnik|TASS|Yonhap)"

VIETNAMESE = PageWords(
    frequent_characters="ăâđêôơư",
    common_words=frozenset(
        "cua va cac nguoi trong la duoc khong nhung mot cho voi nam tai nay da co den de ong cung ve khi tren theo vao ra nhieu "
        "hon sau cho biet quoc viec phat gia do ngay nhu se bi qua".split()
    ),
    months={"giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
    | {"mười một": 11, "mười hai": 12, "chạp": 12},
    dates=rows(r"""
        (?:ngày\s+)?(?<![\d/])(?P<d>\d{1,2})\s*(?:tháng|thg)\s*(?P<m>\d{1,2})(?:\s*(?:,|năm|-|/)?\s*(?P<y>(?:19|20)\d\d)\b)?
        (?:tháng|thg)\s*(?P<m>\d{1,2})\s*(?:năm|,|/|-)?\s*(?P<y>(?:19|20)\d\d)\b
        tháng\s+(?P<month>giêng|mười một|mười hai|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|chạp)\s+(?:năm\s+)?(?P<y>(?:19|20)\d\d)\b
    """),
    day_first=True,
    zones={"giờ việt nam": "+07:00", "giờ hà nội": "+07:00"},
    joiners=("lúc", "ngày", "vào", "vào lúc"),
    afternoon=("chiều", "tối", "ch"),
    morning=("sáng", "sa"),
    weekdays=(
        "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "thứ bẩy", "chủ nhật", "chúa nhật",
        "thứ 2", "thứ 3", "thứ 4", "thứ 5", "thứ 6", "thứ 7", "cn", "t2", "t3", "t4", "t5", "t6", "t7",
    ),
    stamp_words=(
        "ngày đăng", "ngày xuất bản", "xuất bản", "đăng lúc", "cập nhật", "thời gian", "lúc", "lần cuối", "ngày", "đăng", "giờ",
        "phút trước", "giờ trước", "vào", "hôm nay", "nguồn", "theo", "phát hành", "tháng", "năm", "sửa đổi",
    ),
    sources=(r"(?:nguồn|theo)\s*[:：]?\s*[^|\d]{2,30}",),
    updated=("cập nhật", "cập nhật lúc", "cập nhật lần cuối", "sửa đổi"),
    byline=rows(r"""
        (?:tác giả|bài viết|bài và ảnh|bài|người viết|biên tập|biên dịch|phóng viên|pv|btv|thực hiện|tổng hợp|dịch giả|nhóm pv|nhóm phóng viên)\s*[:：]
        (?:tác giả|vai trò),\s
    """),
    byline_line=(
        rf"{_PERSON}\s*(?:[(–—/-]\s*)?(?:theo|tổng hợp|lược dịch|t/h|biên dịch|lược ghi|dịch)\b.{{0,60}}",
        rf"{_PERSON}\s*(?:/|\()(?-i:[{_UPPER}]).{{0,40}}",
        rf"\(?theo (?-i:[{_UPPER}]).{{1,60}}",
        r"p\.?v\.?|ttxvn|t\.?h\.?|(?:ban|nhóm) (?:quốc tế|thời sự|phóng viên|pv)",
    ),
    author=(
        r"^(?i:tác giả), (?P<name>.{2,40})$",
        r"^(?i:tác giả|bài viết|bài và ảnh|bài|người viết|thực hiện|phóng viên|pv)\s*[:：]\s*(?P<name>[^|\d;()]{2,60})",
        r"^(?!(?i:theo|ảnh|nguồn|biên|btv|ttxvn|nhóm|ban)\b)"
        rf"(?P<name>[{_UPPER}][\w.’'-]*(?: [{_UPPER}][\w.’'-]*){{1,4}})\s*(?:[(/–—-].*|(?i:theo|tổng hợp).*)?$",
    ),
    outlet=(
        r"(?i:nguồn)\s*[:：]\s*(?P<name>[^|\d:：]{2,40}?)\s*(?=$|\||\d)",
        rf"\((?P<name>[{_UPPER}][\w .&+-]{{1,24}})\)\s*(?:--|[-–—:])+$",
        rf"\((?P<name>(?:Báo|Tạp chí) [{_UPPER}][^()]{{2,30}})\)$",
        rf"^(?P<name>[{_UPPER}][{_UPPER}.]{{2,12}})\s*(?:--|[-–—])+$",
    ),
    credit=(
        r"\(?(?:ảnh|ảnh minh họa|ảnh minh hoạ|ảnh tư liệu|ảnh chụp màn hình|nguồn ảnh|minh họa|minh hoạ|video|đồ họa|đồ hoạ|clip|hình ảnh"
        r"|ảnh cắt từ clip|hình|infographic|tư liệu)\s*(?:[:：]|/)\s*[^.]{1,60}\.?\)?",
        rf"\(?(?-i:Ảnh) (?:tư liệu|minh họa|minh hoạ|chụp màn hình|internet|{_AGENCIES})[^.]{{0,40}}\.?\)?",
        r"\((?:ảnh|nguồn)\b[^()]{1,60}\)",
    ),
    agency=(rf"[(\[](?:[^()\[\]]{{1,30}}[/ ])?{_AGENCIES}(?:[/ ][^()\[\]]{{0,30}})?[)\]]",),
    caption=rows(r"""
        (?:ảnh|hình|ảnh minh họa|ảnh tư liệu|chú thích ảnh)\s*(?:\d+\s*)?[:：]
        (?:nguồn hình ảnh|chụp lại hình ảnh),\s
    """),
    dateline=(
        rf"(?-i:(?:[{_UPPER}][\w.’'-]*[ ,/]{{1,3}}){{0,6}}?(?:ngày )?(?:\d{{1,2}}[/-]\d{{1,2}}(?:[/-]\d{{4}})?)?"
        rf"\s*\((?:[{_UPPER}][\w .&/-]{{1,24}})\)\s*(?:--|[-–—:])+\s*)",
        rf"(?-i:[A-ZĐ][A-ZĐ.]{{1,12}}(?: [A-ZĐ][A-ZĐ.]{{1,8}})?\s*(?:--|[–—]| ?- )\s*(?=[\"“‘'{_UPPER}]))",
        r"(?-i:(?:Hà Nội|HÀ NỘI|TP\.? ?HCM|TP\.? HỒ CHÍ MINH)(?:, (?:ngày )?\d{1,2}[/-]\d{1,2})?\s*[-–—]+\s*)",
    ),
    furniture=rows(r"""
        (?:gửi |xem |viết |tất cả |ý kiến )?(?:\d+ )?(?:bình luận|ý kiến|phản hồi)\s*(?:của bạn)?\s*\(?\d*\)?
        (?:(?:chia sẻ|lưu bài|lưu|in bài|in|thích|theo dõi|quan tâm|gửi email|email|facebook|twitter|zalo|messenger|copy link|sao chép liên kết|sao chép|trở lại|quay lại|trang chủ|đăng nhập|đăng ký|nghe bài|nghe đọc bài|tặng sao|google news|xem thêm|đọc thêm|thế giới|thời sự|quốc tế|linkedin|telegram|x)[|/,·>»\s]*)+
        (?:chia sẻ (?:bài|lên|qua)|theo dõi .{2,40} trên|mời (?:quý )?(?:độc giả|bạn đọc)|tải ứng dụng|quét mã|tặng sao).{0,160}
        (?:©|bản quyền|copyright).{0,160}
        bỏ qua .{1,60}|hết .{1,40}
        (?:từ khóa|từ khoá|tags?|chủ đề|thẻ|chuyên mục|xem thêm về|tin tức về)\s*[:：].{0,200}
        (?:quảng cáo|tài trợ|tin tài trợ)
        (?:nguồn|link gốc|nguồn tin|link nguồn)\s*[:：].{0,80}
        (?:xem thêm|đọc thêm|tin liên quan|đọc tiếp|mời xem|bài liên quan|>>+|xem ngay)\s*[:：>].{0,200}
        >>.{0,200}
        (?:tin|bài) liên quan (?-i:[A-ZĐ]).{5,150}
        \d+ (?:lượt xem|bình luận|lượt thích|liên quan|gốc)
        (?:trở lại|quay về) (?-i:[A-ZĐ]).{1,30}|về trang chủ.{0,20}
    """),
    notices=rows(r"""
        ©|bản quyền\b|copyright\b|(?:không|chưa) có (?:bình luận|ý kiến)|trình duyệt của bạn
        (?=.*\b(?:chúng tôi|bạn|trang này|website)\b).{0,300}\bcookies?\b
        (?:bạn đọc|độc giả|mọi (?:ý kiến|thông tin)|vui lòng|nhấn|bấm|đăng ký|tải|xem tin)\b
    """),
    related=rows(r"""
        (?:tin|bài|nội dung|chủ đề|video|tin tức|sự kiện|bài viết|các tin|các bài) (?:liên quan|cùng chuyên mục|khác|mới|mới nhất|nổi bật|đọc nhiều|nóng|hot|nên đọc|cùng chủ đề|24h|đáng chú ý|tiếp theo|viết liên quan|xem nhiều)
        (?:đọc nhiều(?: nhất)?|xem nhiều|có thể bạn (?:quan tâm|thích)|cùng chuyên mục|đừng bỏ lỡ|mới nhất|nổi bật|liên quan|được quan tâm|bạn nên đọc|tin mới|xem thêm|đọc thêm|dành cho bạn|gợi ý cho bạn)
    """),
    comments=rows(r"""
        (?:ý kiến )?bình luận\s*(?:\(?\d*\)?)
        ý kiến (?:bạn đọc|độc giả|của bạn)?\s*\(?\d*\)?
        gửi (?:bình luận|ý kiến).{0,20}
    """),
)
